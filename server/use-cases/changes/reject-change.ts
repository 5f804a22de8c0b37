import { z } from 'zod';
import { insertDecision, voidPlan } from '@/server/db/plans';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Ends a change with a word of why. An approved one can still be rejected until it takes off. */
export const rejectChange = command({
  name: 'change.reject',
  permission: 'change:approve',
  input: z.object({ changeId: z.uuid(), comment: z.string().trim().min(1).max(2000) }),
  scope: scopeOfChange,
  run(scope, { changeId, comment }) {
    const { tx, actor, now } = scope;
    const outcome = { code: 'rejected', params: { comment } };
    return moveChange(
      scope,
      changeId,
      'reject',
      () => ({ type: 'reject', by: actor, at: now, outcome }),
      async ({ plan }) => {
        if (!plan || actor.kind !== 'person') return {};
        const id = scope.newId();
        await voidPlan(tx, plan.id, now, outcome);
        await insertDecision(tx, {
          id,
          changeId,
          planId: plan.id,
          digest: plan.digest,
          personId: actor.id,
          decision: 'rejected',
          comment,
          at: now,
        });
        return { audit: { approvalId: id } };
      },
    );
  },
});
