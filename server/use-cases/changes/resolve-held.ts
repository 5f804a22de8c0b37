import { z } from 'zod';
import { freeLanes } from '@/server/db/lanes';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** A person has looked at a held change, put things right, and says which end it came to. Its lanes are free again. */
export const resolveHeld = command({
  name: 'change.resolve',
  permission: 'change:apply',
  input: z.object({ changeId: z.uuid(), as: z.enum(['done', 'reverted']), reason: z.string().trim().min(3).max(2000) }),
  scope: scopeOfChange,
  run: (scope, { changeId, as, reason }) =>
    moveChange(
      scope,
      changeId,
      'resolve',
      ({ outcome }) => ({
        type: `resolve-${as}`,
        by: scope.actor,
        at: scope.now,
        outcome: { code: 'resolved-by-person', params: { reason, held: outcome?.code ?? '-' } },
      }),
      async () => {
        await freeLanes(scope.tx, changeId);
        return {};
      },
    ),
});
