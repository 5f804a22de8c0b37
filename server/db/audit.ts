import { createHash } from 'node:crypto';
import { canonicalJson } from '@/domain/canonical-json';
import type { Actor } from '@/domain/access';
import { Prisma } from '@/generated/prisma/client';
import type { Tx } from './client';
import { storable, storableText } from './storable';

/** What a command says of itself; who, when and the chain are added by `appendAudit`. */
export type AuditDraft = {
  action: string;
  result?: 'done' | 'denied' | 'failed';
  objects?: readonly string[];
  changeId?: string;
  planId?: string;
  approvalId?: string;
  stepIndex?: number;
  requestId?: string;
  before?: unknown;
  after?: unknown;
  detail?: unknown;
};

export const GENESIS_HASH = '0'.repeat(64);

/** Serialises appenders; taken by the last statements of a transaction, so that it is held for one round trip. */
const CHAIN_LOCK = 4711_0001n;

export function actorColumns(actor: Actor): { actorKind: string; actorId: string | null; actorName: string } {
  switch (actor.kind) {
    case 'person':
      return { actorKind: 'person', actorId: actor.id, actorName: storableText(actor.name) };
    case 'system':
      return { actorKind: 'system', actorId: null, actorName: actor.job };
    case 'anonymous':
      return { actorKind: 'anonymous', actorId: null, actorName: 'anonymous' };
  }
}

/** The exact content a row's hash covers; the verifier builds the same from the stored row. */
export type AuditContent = {
  seq: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  result: string;
  objects: readonly string[];
  changeId: string | null;
  planId: string | null;
  approvalId: string | null;
  stepIndex: number | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
  detail: unknown;
};

export function auditHash(prevHash: string, content: AuditContent): string {
  return createHash('sha256').update(prevHash).update('\n').update(canonicalJson(content)).digest('hex');
}

/** What storage makes of a value: the chain must cover what is stored, not what was meant. */
function stored(value: unknown): unknown {
  return value === undefined || value === null ? null : storable(JSON.parse(JSON.stringify(value)));
}

const json = (value: unknown) => (value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue));

/** Appends to the chain, in order. Call it last: it takes the chain's lock until the commit. */
export async function appendAudit(tx: Tx, actor: Actor, at: Date, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx.$queryRaw`select 1 as ok from pg_advisory_xact_lock(${CHAIN_LOCK})`;
  const head = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
  let { seq, hash } = head ?? { seq: 0n, hash: GENESIS_HASH };
  const rows = drafts.map((draft) => {
    seq += 1n;
    const content: AuditContent = {
      seq: seq.toString(),
      at: at.toISOString(),
      ...actorColumns(actor),
      action: draft.action,
      result: draft.result ?? 'done',
      objects: (draft.objects ?? []).map(storableText),
      changeId: draft.changeId ?? null,
      planId: draft.planId ?? null,
      approvalId: draft.approvalId ?? null,
      stepIndex: draft.stepIndex ?? null,
      requestId: draft.requestId ?? null,
      before: stored(draft.before),
      after: stored(draft.after),
      detail: stored(draft.detail),
    };
    const prevHash = hash;
    hash = auditHash(prevHash, content);
    return {
      ...content,
      seq,
      at,
      objects: [...content.objects],
      before: json(content.before),
      after: json(content.after),
      detail: json(content.detail),
      prevHash,
      hash,
    };
  });
  await tx.auditEntry.createMany({ data: rows });
}
