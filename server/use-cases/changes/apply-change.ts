import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { command } from '../command';
import { runChangeJob } from './jobs';
import { moveChange } from './move-change';
import { whyNotNow, whyNotWritable } from './readiness';
import { scopeOfChange } from './scope';

/** Asks a worker to carry out an approved change now. The worker asks everything again before it writes. */
export const applyChange = command({
  name: 'change.apply',
  permission: 'change:apply',
  input: z.object({ changeId: z.uuid() }),
  scope: scopeOfChange,
  run: (scope, { changeId }) =>
    moveChange(
      scope,
      changeId,
      'apply',
      () => ({ type: 'apply', by: scope.actor, at: scope.now }),
      async (before) => {
        const refused = (await whyNotNow(scope.tx, before, scope.now)) ?? (await whyNotWritable(scope.tx, before));
        if (refused) throw new DomainError(refused.code, refused.reason, refused.params);
        return { jobs: [runChangeJob(changeId)] };
      },
    ),
});
