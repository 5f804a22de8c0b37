import type { Outcome } from '@/domain/changes/change';
import { Plan } from '@/domain/changes/plan';
import { DomainError } from '@/domain/errors';
import type { Database, Tx } from './client';
import { jsonColumn } from './json';

export type StoredPlan = {
  id: string;
  changeId: string;
  number: number;
  /** sha256 of the canonical plan: what an approver signs */
  digest: string;
  plan: Plan;
  /** sha256 of the ground it stands on */
  baseFingerprint: string;
  createdAt: Date;
  voidedAt: Date | null;
};

type NewPlan = Omit<StoredPlan, 'number' | 'voidedAt'>;

/** A change's plans are numbered from one; the latest is the current one. */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<void> {
  const { id, changeId, digest, baseFingerprint, createdAt } = plan;
  const number = (await tx.plan.count({ where: { changeId } })) + 1;
  const body = jsonColumn(plan.plan);
  await tx.plan.create({ data: { id, changeId, number, digest, baseFingerprint, createdAt, body } });
}

/** @throws DomainError `not-found` */
export async function getPlan(db: Database | Tx, id: string): Promise<StoredPlan> {
  const row = await db.plan.findUnique({ where: { id } });
  if (!row) throw new DomainError('not-found', 'plan-not-found', { plan: id });
  const { changeId, number, digest, baseFingerprint, createdAt, voidedAt } = row;
  return { id, changeId, number, digest, plan: Plan.parse(row.body), baseFingerprint, createdAt, voidedAt };
}

/**
 * A plan as it is stored, null when there is none. The digest covers this, also when this version of the product knows parts of a
 * plan that the one which made it did not.
 */
export async function findPlanBody(db: Database | Tx, id: string): Promise<unknown> {
  const row = await db.plan.findUnique({ where: { id }, select: { body: true } });
  return row?.body ?? null;
}

/** A plan that may not be applied any more, and every approval of it, with why. */
export async function voidPlan(tx: Tx, planId: string, at: Date, reason: Outcome): Promise<void> {
  const data = { voidedAt: at, voidReason: jsonColumn(reason) };
  await tx.plan.updateMany({ where: { id: planId, voidedAt: null }, data });
  await tx.approval.updateMany({ where: { planId, voidedAt: null }, data });
}

export type Decision = {
  id: string;
  changeId: string;
  planId: string;
  digest: string;
  personId: string;
  decision: 'approved' | 'rejected';
  comment: string | null;
  at: Date;
  voidedAt: Date | null;
};

export async function insertDecision(tx: Tx, decision: Omit<Decision, 'voidedAt'>): Promise<void> {
  const { id, changeId, planId, digest, personId, comment, at } = decision;
  await tx.approval.create({
    data: { id, changeId, planId, digest, personId, comment, at, decision: decision.decision },
  });
}

/** Everybody who decided on any plan of a change, oldest first. */
export async function listDecisions(db: Database | Tx, changeId: string): Promise<readonly Decision[]> {
  const rows = await db.approval.findMany({ where: { changeId }, orderBy: { at: 'asc' } });
  return rows.map(({ voidReason: _reason, ...row }) => ({ ...row, decision: row.decision as Decision['decision'] }));
}
