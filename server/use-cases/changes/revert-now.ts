import { z } from 'zod';
import { getChange } from '@/server/db/changes';
import { command, type CommandOutcome } from '../command';
import type { Context } from '../context';
import { runChangeJob } from './jobs';
import { moveChange, type Moved } from './move-change';
import { requestRevert } from './request-run';
import { scopeOfChange } from './scope';

const Input = z.object({ changeId: z.uuid() });

/** A held change goes back at once: nobody is working on it. */
const revertHeld = command({
  name: 'change.revert-now',
  permission: 'change:apply',
  input: Input,
  scope: scopeOfChange,
  run: (scope, { changeId }): Promise<CommandOutcome<Moved>> =>
    moveChange(
      scope,
      changeId,
      'revert-now',
      () => ({ type: 'revert', at: scope.now, outcome: { code: 'reverted-on-request' } }),
      async () => ({ jobs: [runChangeJob(changeId)] }),
    ),
});

/** Puts a change back, whether a worker has it in hand or it is held. */
export async function revertNow(context: Context, raw: z.input<typeof Input>): Promise<Moved> {
  const parsed = Input.safeParse(raw);
  const held = parsed.success && (await getChange(context.db, parsed.data.changeId)).status === 'held';
  return held ? revertHeld(context, raw) : requestRevert(context, raw);
}
