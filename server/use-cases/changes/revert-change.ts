import { z } from 'zod';
import { inverseOperations } from '@/domain/changes/inverse-operations';
import { transition } from '@/domain/changes/lifecycle';
import { DomainError } from '@/domain/errors';
import { getChange, insertChange, saveChange } from '@/server/db/changes';
import { getPlan } from '@/server/db/plans';
import { command } from '../command';
import { changeAudit, changeNotices } from './change-record';
import { newDraft } from './create-draft';
import { planChangeJob } from './jobs';
import { scopeOfChange } from './scope';

/** A new change that undoes one that is done: planned, reviewed and approved like any other. */
export const revertChange = command({
  name: 'change.revert',
  permission: 'change:propose',
  input: z.object({ changeId: z.uuid(), reason: z.string().trim().min(3).max(2000) }),
  scope: scopeOfChange,
  async run({ tx, actor, now, newId }, { changeId, reason }) {
    const done = await getChange(tx, changeId);
    if (done.status !== 'done' || !done.plan)
      throw new DomainError('precondition-failed', 'change-not-done', { number: done.number, status: done.status });
    const { plan } = await getPlan(tx, done.plan.id);
    const content = {
      reason,
      ...(done.ticket ? { ticket: done.ticket } : {}),
      operations: [...inverseOperations(plan)],
      guard: { mustHold: [], expectGain: [], proveWithinSeconds: done.guard.proveWithinSeconds, accepted: [] },
    };
    const authorId = actor.kind === 'person' ? actor.id : 'system';
    const draft = await insertChange(tx, { ...newDraft(newId(), content, authorId, now), revertsChangeId: done.id });
    const change = await saveChange(tx, draft, transition(draft, { type: 'submit', by: actor, at: now }));
    return {
      result: { changeId: change.id, number: change.number },
      audit: changeAudit('revert', null, change, { detail: { reverts: done.id, number: done.number } }),
      jobs: [planChangeJob(change.id)],
      notices: changeNotices(change.id),
    };
  },
});
