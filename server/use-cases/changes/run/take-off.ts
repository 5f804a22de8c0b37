import type { Outcome } from '@/domain/changes/change';
import { routerOfLane } from '@/domain/changes/effect';
import { transition } from '@/domain/changes/lifecycle';
import { getChange, saveChange } from '@/server/db/changes';
import { freeLanes } from '@/server/db/lanes';
import { findAppliesStopped } from '../../settings/applies-stopped';
import { changeAudit } from '../change-record';
import { goStale } from '../go-stale';
import { whatMoved } from '../what-moved';
import type { RunEnd } from './enter';
import { fenced, keepingLease, keepLease, move, type Run } from './fenced';
import { type Intent, writeIntent } from './journal-step';
import type { Reading } from './ports';
import { attemptOf } from './work-step';

const OBSERVE_TRIES = 3;

/** The fresh read between the two transactions of taking off. */
export async function observeLanes(run: Run, tries = 1): Promise<Reading> {
  const { ports, plan } = run;
  for (const lane of plan.plan.lanes) {
    for (let tried = 1; ; tried += 1) {
      await ports.boundary('before observe');
      const reading = await keepingLease(run, () => ports.observe(routerOfLane(lane)));
      await ports.boundary('after observe');
      if (reading.ok) break;
      if (tried >= tries) return reading;
      await ports.sleep(ports.limits.backoffMs * 2 ** tried);
      await keepLease(run, await ports.now(ports.db));
    }
  }
  return { ok: true };
}

/**
 * Reads the ground afresh and, if it is what the plan saw, starts: guard deadline and first intent in one transaction, before
 * anything is sent. Returns the intent, or how it ended with nothing written.
 */
export async function takeOff(run: Run): Promise<{ intent: Intent } | { end: RunEnd }> {
  const reading = await observeLanes(run, OBSERVE_TRIES);
  if (!reading.ok) {
    const outcome = { code: 'ground-unreadable', params: { detail: reading.code } };
    await move(run, 'take-off-refused', (at) => ({ type: 'take-off-refused', outcome, at }), 'free');
    return { end: 'refused' };
  }
  const view = await run.ports.loadView();
  const moved = whatMoved(run.plan, await getChange(run.ports.db, run.changeId), view, run.ports);
  return moved ? { end: await endStale(run, moved) } : start(run);
}

function endStale(run: Run, outcome: Outcome): Promise<RunEnd> {
  return fenced(run, 'stale', async (tx, before, now) => {
    const audit = await goStale(tx, before, outcome, now);
    await freeLanes(tx, run.changeId);
    return { result: 'stale', audit: [audit] };
  });
}

/** Transaction 2. A request or a stop that came since transaction 1 still counts. */
function start(run: Run): Promise<{ intent: Intent } | { end: RunEnd }> {
  return fenced<{ intent: Intent } | { end: RunEnd }>(run, 'take-off', async (tx, before, now) => {
    const stopped = before.request !== 'none' || (await findAppliesStopped(tx)).stopped;
    if (stopped) {
      const outcome = { code: 'stopped-before-start' };
      const after = await saveChange(tx, before, transition(before, { type: 'take-off-refused', outcome, at: now }));
      await freeLanes(tx, run.changeId);
      return {
        result: { end: 'refused' },
        audit: [changeAudit('take-off-refused', before, after, { result: 'denied' })],
      };
    }
    const guardDeadline = firstDeadline(run, now);
    const after = await saveChange(tx, before, transition(before, { type: 'take-off', at: now, guardDeadline }));
    const intent = await writeIntent(tx, run, attemptOf(run, 0, 'apply', 1), now);
    return { result: { intent }, audit: [changeAudit('take-off', before, after)] };
  });
}

/** Long enough to apply in peace, and there from the start: should everybody die now, the sweep finds it. */
function firstDeadline(run: Run, now: Date): Date {
  const { plan } = run.plan;
  const applyMs = 3 * plan.expectedSeconds * 1000 + run.ports.limits.applyRetryMs;
  return new Date(now.getTime() + applyMs + plan.guard.proveWithinSeconds * 1000);
}
