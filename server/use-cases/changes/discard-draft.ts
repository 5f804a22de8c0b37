import { z } from 'zod';
import { command } from '../command';
import { moveChange } from './move-change';
import { scopeOfChange } from './scope';

/** Throws a draft away. Its number and its row in the audit stay. */
export const discardDraft = command({
  name: 'change.discard',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid() }),
  scope: scopeOfChange,
  run: (scope, { changeId }) =>
    moveChange(scope, changeId, 'discard', () => ({ type: 'discard', by: scope.actor, at: scope.now })),
});
