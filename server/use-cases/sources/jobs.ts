import { z } from 'zod';
import type { JobDraft } from '@/server/db/queue';

/** Reads a whole source. */
export const COLLECT_SOURCE = 'collect-source';
export const CollectSourcePayload = z.object({ sourceId: z.uuid(), trigger: z.enum(['schedule', 'watch', 'manual']) });

/** One pending reading a source, whoever asked; a failed one is not repeated, the next interval is. */
export function collectSourceJob(
  sourceId: string,
  trigger: z.output<typeof CollectSourcePayload>['trigger'],
): JobDraft {
  return {
    task: COLLECT_SOURCE,
    payload: { sourceId, trigger },
    queueName: `source:${sourceId}`,
    jobKey: `collect:${sourceId}`,
    maxAttempts: 1,
  };
}
