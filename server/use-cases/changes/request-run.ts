import { z } from 'zod';
import { REQUESTABLE } from '@/domain/changes/actions';
import type { Change, RunRequest } from '@/domain/changes/change';
import { DomainError } from '@/domain/errors';
import { lockChange, saveChange } from '@/server/db/changes';
import { command } from '../command';
import { changeAudit, changeNotices } from './change-record';
import { runChangeJob } from './jobs';
import type { Moved } from './move-change';
import { scopeOfChange } from './scope';

type Asked = Exclude<RunRequest, 'none'>;

function requested(change: Change, asked: Asked, by: string | null, at: Date): Change {
  if (!REQUESTABLE[asked].includes(change.status))
    throw new DomainError('precondition-failed', 'change-status-forbids', {
      status: change.status,
      event: asked,
      number: change.number,
    });
  return { ...change, request: asked, requestedBy: by, updatedAt: at };
}

function requestRun(asked: Asked, action: string) {
  return command({
    name: `change.${action}`,
    permission: 'change:apply',
    input: z.object({ changeId: z.uuid() }),
    scope: scopeOfChange,
    async run({ tx, actor, now }, { changeId }) {
      const before = await lockChange(tx, changeId);
      const by = actor.kind === 'person' ? actor.id : null;
      const after = await saveChange(tx, before, requested(before, asked, by, now));
      const result: Moved = { changeId, status: after.status };
      return {
        result,
        audit: changeAudit(action, before, after),
        jobs: [runChangeJob(changeId)],
        notices: changeNotices(changeId),
      };
    },
  });
}

/** Goes no further than the step under way. The guard's clock runs on: a pause that is forgotten is put back. */
export const requestPause = requestRun('pause', 'pause');

/** Ends the step under way and leaves things as they then are, held for a person, who takes the guard's place. */
export const stopAfterThis = requestRun('stop', 'stop');

/** Puts back what was written, from the next step boundary on. */
export const requestRevert = requestRun('revert', 'revert-now');
