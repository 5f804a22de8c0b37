import { z } from 'zod';
import { command } from '../command';
import { runChangeJob } from './jobs';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Goes on with a paused change. */
export const resumeChange = command({
  name: 'change.resume',
  permission: 'change:apply',
  input: z.object({ changeId: z.uuid() }),
  scope: scopeOfChange,
  run: (scope, { changeId }) =>
    moveChange(
      scope,
      changeId,
      'resume',
      () => ({ type: 'resume', by: scope.actor, at: scope.now }),
      async () => ({ jobs: [runChangeJob(changeId)] }),
    ),
});
