import { z } from 'zod';
import { command } from '../command';
import { planChangeJob } from './jobs';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Asks for a new plan of a change whose ground moved. It needs a new approval. */
export const replanChange = command({
  name: 'change.replan',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid() }),
  scope: scopeOfChange,
  run: (scope, { changeId }) =>
    moveChange(
      scope,
      changeId,
      'replan',
      () => ({ type: 'replan', by: scope.actor, at: scope.now }),
      async () => ({ jobs: [planChangeJob(changeId)] }),
    ),
});
