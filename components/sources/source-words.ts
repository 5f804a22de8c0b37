import type { ApiOutputs } from '@/components/api/client';
import type { Status } from '@/components/ui/status-mark';

export type Source = ApiOutputs['sources']['list'][number];
export type ConnectionTest = ApiOutputs['sources']['testConnection'];

/** Which of the five meanings the health of a source has. What was never read is unknown, and so is what nobody reads. */
export const HEALTH_MEANING: Record<Source['health'], Status> = {
  fresh: 'healthy',
  stale: 'warning',
  failing: 'broken',
  unread: 'unknown',
  disabled: 'unknown',
};

const RUN_MEANING: Readonly<Record<string, Status>> = {
  running: 'changing',
  complete: 'healthy',
  partial: 'warning',
  failed: 'broken',
};

export function runMeaning(outcome: string): Status {
  return RUN_MEANING[outcome] ?? 'unknown';
}

/** Of one kind: an error outweighs age, and what no part of it has ever shown is unknown. */
export function kindMeaning(kind: Source['kinds'][number]): Status {
  if (kind.error) return 'broken';
  if (kind.oldestObservedAt === null) return 'unknown';
  return kind.stale > 0 ? 'warning' : 'healthy';
}
