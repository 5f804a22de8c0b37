import { may } from '@/domain/access';
import type { Change } from '@/domain/changes/change';
import { type Refusal, whyNotStanding, whyNotWindow } from '@/domain/changes/lifecycle';
import type { Database, Tx } from '@/server/db/client';
import { findPlanBody, getPlan } from '@/server/db/plans';
import { findFreeze, findStanding } from '@/server/db/standing';
import { findAppliesStopped } from '../settings/applies-stopped';
import { digestOf } from './change-record';
import { scopeOfOperations } from './scope';

function refusal(reason: string, params: Refusal['params'] = {}): Refusal {
  return { code: 'precondition-failed', reason, params };
}

/** What may keep any change on the ground at a moment: the global stop, a freeze, its own window. */
export async function whyNotNow(db: Database | Tx, change: Pick<Change, 'window'>, at: Date): Promise<Refusal | null> {
  const stop = await findAppliesStopped(db);
  if (stop.stopped) return refusal('applies-stopped', { reason: stop.reason });
  const freeze = await findFreeze(db, at);
  if (freeze) return refusal('frozen', { until: freeze.until.toISOString(), reason: freeze.reason });
  return whyNotWindow(change, at);
}

/** Sources that a change writes to and that are switched to reading only. */
export async function whyNotWritable(db: Database | Tx, change: Pick<Change, 'operations'>): Promise<Refusal | null> {
  const places = await scopeOfOperations(db, change.operations);
  const locked = await db.source.findFirst({
    where: { key: { in: places.flatMap((place) => place.sources) }, OR: [{ readOnly: true }, { enabled: false }] },
  });
  return locked ? refusal(locked.enabled ? 'source-read-only' : 'source-disabled', { source: locked.key }) : null;
}

/**
 * Everything that has to hold when a change takes off, asked again by the worker: people lose rights, plans are tampered with
 * and windows close between a click and a job. Null: it may.
 */
export async function whyNotTakeOff(tx: Tx, change: Change, at: Date): Promise<Refusal | null> {
  if (change.request !== 'none') return refusal('stopped-before-start');
  const { plan, approval } = change;
  if (!plan || !approval || approval.digest !== plan.digest)
    return refusal('approval-missing', { number: change.number });
  const stored = await getPlan(tx, plan.id);
  if (stored.voidedAt !== null || digestOf(await findPlanBody(tx, plan.id)) !== approval.digest)
    return refusal('plan-digest-differs');
  return (
    (await whyNotPeople(tx, change, approval.personId, plan.madeAt)) ??
    (await whyNotNow(tx, change, at)) ??
    (await whyNotWritable(tx, change))
  );
}

/** The author is still here, the approver could still approve, and whoever applied may still apply. */
async function whyNotPeople(tx: Tx, change: Change, approverId: string, planMadeAt: Date): Promise<Refusal | null> {
  if (change.editorIds.includes(approverId)) return refusal('approval-by-author', { number: change.number });
  const scope = await scopeOfOperations(tx, change.operations);
  const author = await findStanding(tx, change.authorId);
  const approver = await findStanding(tx, approverId);
  const applier = await findStanding(tx, change.appliedBy ?? '');
  if (!author) return refusal('author-disabled');
  if (!approver || whyNotStanding(approver, planMadeAt, scope)) return refusal('approver-lost-right');
  if (!applier || !may(applier, 'change:apply', scope)) return refusal('applier-lost-right');
  return null;
}
