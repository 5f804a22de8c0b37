import { setImmediate } from 'node:timers/promises';
import { draftPlan } from '@/domain/changes/build-plan';
import { GuardSpec } from '@/domain/changes/change';
import type { Operation } from '@/domain/changes/operations';
import { gainedBy, lostBy, type Plan } from '@/domain/changes/plan';
import { isError } from '@/domain/changes/problem-weight';
import { explain, type Explanation } from '@/domain/changes/what-if';
import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { Database } from '@/server/db/client';
import { findEstateRevision } from '@/server/db/estate-revision';
import { judgeNewest } from '../estate/judge-newest';
import { loadEstateView } from '../estate/load-estate';
import { loadJudgedEstate } from '../topology/judged-estate';
import { assessAt } from './assess';

/** What a change would do, as its author types it. */
export type Effect = Pick<
  Plan,
  'diff' | 'flows' | 'sessions' | 'findings' | 'quota' | 'guard' | 'lanes' | 'writes' | 'expectedSeconds' | 'steps'
> & {
  /** of the state it was computed on */
  revision: string;
  problems: readonly Problem[];
  /** no errors: it can be submitted */
  sound: boolean;
  gained: readonly string[];
  lost: readonly string[];
  /** what changes for whom once everything has settled, and why */
  explained: readonly Explanation[];
};

export type EffectQuestion = { operations: readonly Operation[]; guard: GuardSpec };

/** Ages of readings move all the time and decide nothing: between keystrokes they may stand still. */
const STILL_MS = 10_000;

const kept = new WeakMap<Database, { view: EstateView; at: number }>();

/** The newest state of the estate, with ages that are a few seconds old at most. Taking off reads again, whatever was shown. */
async function recentView(db: Database, now: Date): Promise<EstateView> {
  const last = kept.get(db);
  const age = last ? now.getTime() - last.at : Infinity;
  if (last && age >= 0 && age < STILL_MS) {
    const revision = (await findEstateRevision(db)) ?? 'empty';
    // What follows the dash names the parts that had grown old.
    if (last.view.revision.split('-')[0] === revision) return last.view;
  }
  const view = await loadEstateView(db, { now });
  judgeNewest(view);
  kept.set(db, { view, at: now.getTime() });
  return view;
}

/** Loads and judges the newest estate, so that whoever asks next need not wait for it: who types before who looks. */
export async function makeReady(db: Database, now: Date): Promise<void> {
  await computeEffect(db, now, { operations: [], guard: GuardSpec.parse({}) });
  await setImmediate();
  await loadJudgedEstate(db, { now });
}

/** The planner's own answer on the newest estate; nothing is stored. Whoever calls this again keeps what the engine has made ready. */
export async function computeEffect(db: Database, now: Date, { operations, guard }: EffectQuestion): Promise<Effect> {
  const view = await recentView(db, now);
  const { plan, problems, delta } = draftPlan(view, { operations, guard }, assessAt(now));
  const { diff, flows, sessions, findings, quota, lanes, writes, expectedSeconds, steps } = plan;
  return {
    ...{ diff, flows, sessions, findings, quota, guard: plan.guard, lanes, writes, expectedSeconds, steps, problems },
    revision: view.revision,
    sound: operations.length > 0 && !problems.some(isError),
    gained: gainedBy(flows),
    lost: lostBy(flows),
    explained: explain(delta),
  };
}
