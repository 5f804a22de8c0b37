import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { findFreeze } from '@/server/db/standing';
import { command } from '../command';
import { runChangeJob } from './jobs';
import { moveChange } from './move-change';
import { whyNotWritable } from './readiness';
import { scopeOfChange } from './scope';

/** Has an approved change carried out at a time, in the name of whoever schedules it. */
export const scheduleChange = command({
  name: 'change.schedule',
  permission: 'change:apply',
  input: z.object({ changeId: z.uuid(), at: z.date() }),
  scope: scopeOfChange,
  run: (scope, { changeId, at }) =>
    moveChange(
      scope,
      changeId,
      'schedule',
      () => ({ type: 'schedule', by: scope.actor, at: scope.now, scheduledFor: at }),
      async (before) => {
        const freeze = await findFreeze(scope.tx, at);
        if (freeze)
          throw new DomainError('precondition-failed', 'frozen', {
            until: freeze.until.toISOString(),
            reason: freeze.reason,
          });
        const refused = await whyNotWritable(scope.tx, before);
        if (refused) throw new DomainError(refused.code, refused.reason, refused.params);
        return { jobs: [runChangeJob(changeId, at)] };
      },
    ),
});
