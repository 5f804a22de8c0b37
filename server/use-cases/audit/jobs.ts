import type { JobDraft } from '@/server/db/queue';

/** Moves the audit's anchor to the head of the chain. */
export const ANCHOR_AUDIT = 'anchor-audit';
export const ANCHOR_EVERY_SECONDS = 60;

export function anchorAuditJob(): JobDraft {
  return { task: ANCHOR_AUDIT, payload: {}, jobKey: 'anchor-audit', maxAttempts: 1 };
}
