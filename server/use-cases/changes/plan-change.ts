import { z } from 'zod';
import { buildPlan, type PlanResult } from '@/domain/changes/build-plan';
import { transition } from '@/domain/changes/lifecycle';
import type { Assess } from '@/domain/changes/plan';
import type { EstateView } from '@/domain/estate/view';
import { getChange, lockChange, saveChange } from '@/server/db/changes';
import { findEstateRevision, holdEstateRevision } from '@/server/db/estate-revision';
import { insertPlan } from '@/server/db/plans';
import { command } from '../command';
import type { Context } from '../context';
import { loadEstateView } from '../estate/load-estate';
import { assessAt } from './assess';
import { changeAudit, changeNotices, digestOf, fingerprintOf } from './change-record';
import { checkGroundJob } from './jobs';

/** Makes the plan of a submitted change from what is observed. Safe to repeat: a change that is not waiting is left alone. */
export async function planChange(
  context: Context,
  { changeId }: { changeId: string },
  load: (context: Context) => Promise<EstateView> = observedNow,
  assess: Assess = assessAt(context.now()),
): Promise<void> {
  const change = await getChange(context.db, changeId);
  if (change.status !== 'planning') return;
  const revision = await findEstateRevision(context.db);
  const view = await load(context);
  const planned = buildPlan(view, change, assess);
  await storePlan(context, { changeId, version: change.version, revision, planned });
}

function observedNow({ db, now }: Context): Promise<EstateView> {
  return loadEstateView(db, { now: now() });
}

/** Keeps the plan, or the reasons against it, unless the change was edited or cancelled while it was made. */
const storePlan = command({
  name: 'change.plan',
  permission: 'system:run',
  input: z.object({
    changeId: z.uuid(),
    version: z.number().int(),
    /** of the estate before it was loaded */
    revision: z.string().nullable(),
    planned: z.custom<PlanResult>(),
  }),
  async run({ tx, now, newId }, { changeId, version, revision, planned }) {
    const before = await lockChange(tx, changeId);
    if (before.version !== version) return { result: null, audit: [] };
    if (!planned.ok) {
      const outcome = { code: 'plan-refused', params: { count: planned.problems.length }, problems: planned.problems };
      const after = await saveChange(tx, before, transition(before, { type: 'plan-refused', outcome, at: now }));
      return {
        result: null,
        audit: changeAudit('plan-refused', before, after, { result: 'failed' }),
        notices: changeNotices(changeId),
      };
    }
    const { plan, ground } = planned;
    const ref = { id: newId(), digest: digestOf(plan), madeAt: now };
    await insertPlan(tx, { ...ref, changeId, plan, baseFingerprint: fingerprintOf(ground), createdAt: now });
    const after = await saveChange(tx, before, transition(before, { type: 'plan-made', plan: ref, at: now }));
    // What was read while the plan was made has been checked against plans that were there, and this one was not.
    const overtaken = (await holdEstateRevision(tx)) !== revision;
    return {
      result: null,
      jobs: overtaken ? [checkGroundJob()] : [],
      audit: changeAudit('plan', before, after, { detail: { steps: plan.steps.length, lanes: plan.lanes } }),
      notices: changeNotices(changeId),
    };
  },
});
