import { z } from 'zod';
import { insertDecision } from '@/server/db/plans';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Approves the very plan whose digest is given, and starts nothing. */
export const approveChange = command({
  name: 'change.approve',
  permission: 'change:approve',
  input: z.object({
    changeId: z.uuid(),
    planDigest: z.string().max(128),
    comment: z.string().trim().max(2000).optional(),
  }),
  scope: scopeOfChange,
  async run(scope, { changeId, planDigest, comment }) {
    const { tx, actor, now } = scope;
    const approvalId = scope.newId();
    const covered = await scopeOfChange(tx, { changeId });
    return moveChange(
      scope,
      changeId,
      'approve',
      () => ({ type: 'approve', by: actor, approvalId, planDigest, scope: covered, at: now }),
      async (_before, { approval }) => {
        if (approval)
          await insertDecision(tx, { ...approval, changeId, decision: 'approved', comment: comment ?? null });
        return { audit: { approvalId, ...(comment ? { detail: { comment } } : {}) } };
      },
    );
  },
});
