import { z } from 'zod';
import { type Change, type ChangeStatus, GuardSpec, type Outcome, type RunRequest } from '@/domain/changes/change';
import { Operation } from '@/domain/changes/operations';
import { DomainError } from '@/domain/errors';
import type { Prisma } from '@/generated/prisma/client';
import type { Database, Tx } from './client';
import { jsonColumn, nullableJson } from './json';

const StoredOutcome = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  problems: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])),
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        severity: z.enum(['error', 'warning']).optional(),
      }),
    )
    .optional(),
}) satisfies z.ZodType<Outcome>;

const WITH = {
  editors: { orderBy: { firstAt: 'asc' } },
  plans: { orderBy: { number: 'desc' }, take: 1, select: { id: true, digest: true, createdAt: true } },
  approvals: { where: { decision: 'approved', voidedAt: null }, orderBy: { at: 'desc' }, take: 1 },
} as const satisfies Prisma.ChangeInclude;

type Row = Prisma.ChangeGetPayload<{ include: typeof WITH }>;

function toChange(row: Row): Change {
  const plan = row.plans.find((each) => each.id === row.currentPlanId);
  const approval = row.approvals.find((each) => each.planId === row.currentPlanId);
  const { windowFrom, windowUntil } = row;
  return {
    id: row.id,
    number: row.number,
    status: row.status as ChangeStatus,
    version: row.version,
    reason: row.reason,
    ticket: row.ticket ?? undefined,
    operations: z.array(Operation).parse(row.operations),
    guard: GuardSpec.parse(row.guard),
    window: windowFrom && windowUntil ? { from: windowFrom, until: windowUntil } : undefined,
    authorId: row.authorId,
    editorIds: row.editors.map((editor) => editor.personId),
    plan: plan ? { id: plan.id, digest: plan.digest, madeAt: plan.createdAt } : null,
    approval: approval
      ? {
          id: approval.id,
          planId: approval.planId,
          digest: approval.digest,
          personId: approval.personId,
          at: approval.at,
        }
      : null,
    revertsChangeId: row.revertsChangeId,
    scheduledFor: row.scheduledFor,
    request: row.request as RunRequest,
    requestedBy: row.requestedBy,
    appliedBy: row.appliedBy,
    startedAt: row.startedAt,
    guardDeadline: row.guardDeadline,
    endedAt: row.endedAt,
    outcome: row.outcome === null ? null : StoredOutcome.parse(row.outcome),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export async function findChange(db: Database | Tx, id: string): Promise<Change | null> {
  const row = await db.change.findUnique({ where: { id }, include: WITH });
  return row && toChange(row);
}

/** @throws DomainError `not-found` */
export async function getChange(db: Database | Tx, id: string): Promise<Change> {
  const change = await findChange(db, id);
  if (!change) throw new DomainError('not-found', 'change-not-found', { change: id });
  return change;
}

/** The same, and nobody else writes to it before this transaction ends. First lock of every transaction on a change. */
export async function lockChange(tx: Tx, id: string): Promise<Change> {
  await tx.$queryRaw`select 1 as ok from change where id = ${id}::uuid for update`;
  return getChange(tx, id);
}

/** Every column that a change carries itself; plans and approvals have rows of their own. */
function columns(change: Change) {
  return {
    status: change.status,
    reason: change.reason,
    ticket: change.ticket ?? null,
    operations: jsonColumn(change.operations),
    guard: jsonColumn(change.guard),
    currentPlanId: change.plan?.id ?? null,
    revertsChangeId: change.revertsChangeId,
    windowFrom: change.window?.from ?? null,
    windowUntil: change.window?.until ?? null,
    scheduledFor: change.scheduledFor,
    request: change.request,
    requestedBy: change.requestedBy,
    appliedBy: change.appliedBy,
    startedAt: change.startedAt,
    guardDeadline: change.guardDeadline,
    endedAt: change.endedAt,
    outcome: nullableJson(change.outcome),
    updatedAt: change.updatedAt,
  };
}

/** The database gives the number people say. */
export async function insertChange(tx: Tx, change: Omit<Change, 'number' | 'version'>): Promise<Change> {
  const row = await tx.change.create({
    data: {
      ...columns({ ...change, number: 0, version: 1 }),
      id: change.id,
      authorId: change.authorId,
      createdAt: change.createdAt,
      editors: { create: change.editorIds.map((personId) => ({ personId, firstAt: change.createdAt })) },
    },
    include: WITH,
  });
  return toChange(row);
}

/**
 * Writes what became of a change. `before` is what was read: if somebody wrote in between, nothing is written.
 * @throws DomainError `conflict`
 */
export async function saveChange(tx: Tx, before: Change, after: Change): Promise<Change> {
  const version = before.version + 1;
  const { count } = await tx.change.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...columns(after), version },
  });
  if (count === 0) throw new DomainError('conflict', 'change-written-by-another', { number: before.number });
  const fresh = after.editorIds.filter((personId) => !before.editorIds.includes(personId));
  if (fresh.length > 0)
    await tx.changeEditor.createMany({
      data: fresh.map((personId) => ({ changeId: before.id, personId, firstAt: after.updatedAt })),
    });
  return { ...after, version };
}

/** Newest first; `before` continues behind a number already shown. */
export async function listChanges(
  db: Database | Tx,
  filter: { statuses?: readonly ChangeStatus[]; authorId?: string; before?: number; limit: number },
): Promise<readonly Change[]> {
  const rows = await db.change.findMany({
    where: {
      ...(filter.statuses ? { status: { in: [...filter.statuses] } } : {}),
      ...(filter.authorId ? { authorId: filter.authorId } : {}),
      ...(filter.before ? { number: { lt: filter.before } } : {}),
    },
    include: WITH,
    orderBy: { number: 'desc' },
    take: filter.limit,
  });
  return rows.map(toChange);
}

/** Ids of all changes in one of these statuses, oldest first. */
export async function findWithStatus(db: Database | Tx, statuses: readonly ChangeStatus[]): Promise<readonly string[]> {
  const rows = await db.change.findMany({
    where: { status: { in: [...statuses] } },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => row.id);
}

/**
 * Changes a worker has to look after now: under way with nobody holding their lanes, past their guard's deadline, or due.
 * @param now the database's clock
 */
export async function findUnattended(db: Database | Tx, now: Date): Promise<readonly string[]> {
  const rows = await db.change.findMany({
    where: {
      OR: [
        { status: { in: ['applying', 'verifying', 'reverting'] }, lanes: { none: { leaseUntil: { gt: now } } } },
        {
          status: { in: ['paused', 'waiting'] },
          guardDeadline: { lte: now },
          lanes: { none: { leaseUntil: { gt: now } } },
        },
        { status: 'scheduled', scheduledFor: { lte: now } },
      ],
    },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => row.id);
}
