import { z } from 'zod';
import { authorise } from '@/domain/access';
import type { Change, ChangeStatus, Outcome } from '@/domain/changes/change';
import type { Assess } from '@/domain/changes/plan';
import type { EstateView } from '@/domain/estate/view';
import { log } from '@/server/config/log';
import { findWithStatus, getChange, lockChange } from '@/server/db/changes';
import { getPlan } from '@/server/db/plans';
import { command } from '../command';
import type { Context } from '../context';
import { loadEstateView } from '../estate/load-estate';
import { assessAt } from './assess';
import { changeNotices } from './change-record';
import { goStale } from './go-stale';
import { checkGroundJob } from './jobs';
import { whatMoved } from './what-moved';

/** Planned, and no worker has it in hand: from taking off on, the worker looks for itself. */
const ON_THE_GROUND: readonly ChangeStatus[] = ['planned', 'approved', 'scheduled'];

/**
 * Makes every waiting change stale whose plan does not fit what is known now, so that nobody approves or waits for what could
 * not take off. By the same rule as taking off, except that silence moves nothing: while a source is silent its last word
 * counts, since taking off reads again. Safe to repeat.
 */
export async function checkGround(
  context: Context,
  load: (context: Context) => Promise<EstateView> = observedNow,
  assess: Assess = assessAt(context.now()),
): Promise<{ stale: readonly string[] }> {
  authorise(context.actor, 'system:run');
  const stale: string[] = [];
  const waiting = await findWithStatus(context.db, ON_THE_GROUND);
  if (waiting.length === 0) return { stale };
  const view = await load(context);
  for (const changeId of waiting) {
    try {
      const change = await getChange(context.db, changeId);
      const outcome = await whatMovedUnder(context, change, view, assess);
      if (outcome && (await leaveBehind(context, { changeId, version: change.version, outcome }))) stale.push(changeId);
    } catch (error) {
      // One that cannot be judged must not keep the others from being judged; taking off will look at it again.
      log().error({ err: error, changeId }, 'the ground of a change could not be checked');
    }
  }
  return { stale };
}

function observedNow({ db, now }: Context): Promise<EstateView> {
  return loadEstateView(db, { now: now() });
}

async function whatMovedUnder(
  { db }: Context,
  change: Change,
  view: EstateView,
  assess: Assess,
): Promise<Outcome | null> {
  if (!change.plan || !ON_THE_GROUND.includes(change.status)) return null;
  const plan = await getPlan(db, change.plan.id);
  const moved = whatMoved(plan, change, view, assess);
  return moved && whatMoved(plan, change, asLastHeard(view), assess) ? moved : null;
}

/** As if every source had just said again what it said last. */
function asLastHeard(view: EstateView): EstateView {
  return { ...view, parts: view.parts.map((part) => ({ ...part, stale: false })) };
}

/** One change goes stale, unless somebody wrote on it since it was judged: then it is judged again. */
const leaveBehind = command({
  name: 'change.ground-moved',
  permission: 'system:run',
  input: z.object({ changeId: z.uuid(), version: z.number().int(), outcome: z.custom<Outcome>() }),
  async run({ tx, now }, { changeId, version, outcome }) {
    const before = await lockChange(tx, changeId);
    if (before.version !== version) return { result: false, audit: [], jobs: [checkGroundJob()] };
    return { result: true, audit: await goStale(tx, before, outcome, now), notices: changeNotices(changeId) };
  },
});
