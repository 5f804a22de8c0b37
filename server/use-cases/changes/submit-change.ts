import { z } from 'zod';
import { command } from '../command';
import { planChangeJob } from './jobs';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Asks for a plan. */
export const submitChange = command({
  name: 'change.submit',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid() }),
  scope: scopeOfChange,
  run: (scope, { changeId }) =>
    moveChange(
      scope,
      changeId,
      'submit',
      () => ({ type: 'submit', by: scope.actor, at: scope.now }),
      async () => ({ jobs: [planChangeJob(changeId)] }),
    ),
});
