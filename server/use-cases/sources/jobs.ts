import { z } from 'zod';
import type { JobDraft } from '@/server/db/queue';
import { CAN_WAIT } from '../enqueue';

/** Reads a whole source. */
export const COLLECT_SOURCE = 'collect-source';
export const CollectSourcePayload = z.object({ sourceId: z.uuid(), trigger: z.enum(['schedule', 'watch', 'manual']) });

/** After all that people wait for: where there are hundreds of sources, some reading is always due. */
const PRIORITY = 10;

/**
 * One pending reading a source, whoever asked; a failed one is not repeated, the next interval is. The clock asks again every
 * second: who waits keeps its place, or the same few would be read for ever. Who was asked for by a person goes first.
 */
export function collectSourceJob(
  sourceId: string,
  trigger: z.output<typeof CollectSourcePayload>['trigger'],
  { canWait = false } = {},
): JobDraft {
  return {
    task: COLLECT_SOURCE,
    payload: { sourceId, trigger },
    queueName: `source:${sourceId}`,
    jobKey: `collect:${sourceId}`,
    priority: PRIORITY,
    ...(trigger === 'manual' ? { runAt: new Date(0) } : { keepsPlace: true }),
    ...(canWait ? { flags: [CAN_WAIT] } : {}),
    maxAttempts: 1,
  };
}

/** Forgets readings that found nothing new. */
export const PRUNE_RUNS = 'prune-runs';
export const PRUNE_EVERY_SECONDS = 3_600;

export function pruneRunsJob(): JobDraft {
  return { task: PRUNE_RUNS, payload: {}, jobKey: PRUNE_RUNS, priority: PRIORITY, maxAttempts: 1 };
}
