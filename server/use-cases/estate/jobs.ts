import type { JobDraft } from '@/server/db/queue';

/** No longer declares what a source has come to say. */
export const SETTLE_FACTS = 'settle-facts';

/** How often somebody looks: what was declared before a source was added, or by a version that declared more, is in nobody's way. */
export const SETTLE_EVERY_SECONDS = 60;

/** One pending look. */
export function settleFactsJob(): JobDraft {
  return { task: SETTLE_FACTS, payload: {}, jobKey: SETTLE_FACTS, keepsPlace: true, maxAttempts: 3 };
}
