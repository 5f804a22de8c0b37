import { z } from 'zod';
import { voidPlan } from '@/server/db/plans';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Ends a change that has not taken off. */
export const cancelChange = command({
  name: 'change.cancel',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid(), comment: z.string().trim().max(2000).default('') }),
  scope: scopeOfChange,
  run(scope, { changeId, comment }) {
    const outcome = { code: 'cancelled', params: { comment } };
    return moveChange(
      scope,
      changeId,
      'cancel',
      () => ({ type: 'cancel', by: scope.actor, at: scope.now, outcome }),
      async ({ plan }) => {
        if (plan) await voidPlan(scope.tx, plan.id, scope.now, outcome);
        return {};
      },
    );
  },
});
