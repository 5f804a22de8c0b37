import { z } from 'zod';
import { ChangeContent } from '@/domain/changes/change';
import { DomainError } from '@/domain/errors';
import { findChange } from '@/server/db/changes';
import { voidPlan } from '@/server/db/plans';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfOperations } from './scope';

/**
 * Rewrites a change that has not taken off. It is a draft again: its plan and approval are void, and whoever edited it may not
 * approve it. `version` is the one that was read.
 */
export const editChange = command({
  name: 'change.edit',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid(), version: z.number().int(), content: ChangeContent }),
  // What it was about and what it shall be about: neither may lie outside the editor's rights.
  async scope(tx, { changeId, content }) {
    const change = await findChange(tx, changeId);
    return scopeOfOperations(tx, [...(change?.operations ?? []), ...content.operations]);
  },
  run: (scope, { changeId, version, content }) =>
    moveChange(
      scope,
      changeId,
      'edit',
      (change) => {
        if (change.version !== version)
          throw new DomainError('conflict', 'change-written-by-another', { number: change.number });
        return { type: 'edit', by: scope.actor, at: scope.now, content };
      },
      async (before) => {
        if (before.plan) await voidPlan(scope.tx, before.plan.id, scope.now, { code: 'edited' });
        return {};
      },
    ),
});
