import { createHash } from 'node:crypto';
import { canonicalJson } from '@/domain/canonical-json';
import type { Actor } from '@/domain/access';
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

/** Appends to the chain, in order. Call it last: it takes the chain's lock until the commit. */
export async function appendAudit(tx: Tx, actor: Actor, at: Date, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  // Plain statements: while the lock is held everybody else who writes is waiting.
  await tx.$queryRaw`select 1 as ok from pg_advisory_xact_lock(${CHAIN_LOCK})`;
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
    select seq, hash from audit_entry order by seq desc limit 1`;
  let { seq, hash } = head ?? { seq: 0n, hash: GENESIS_HASH };
  const rows = drafts.map((draft) => {
    seq += 1n;
    const content = contentOf(draft, seq, actor, at);
    const prevHash = hash;
    hash = auditHash(prevHash, content);
    return { ...content, prevHash, hash };
  });
  await insertRows(tx, rows);
}

function contentOf(draft: AuditDraft, seq: bigint, actor: Actor, at: Date): AuditContent {
  return {
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
    requestId: draft.requestId === undefined ? null : storableText(draft.requestId),
    before: stored(draft.before),
    after: stored(draft.after),
    detail: stored(draft.detail),
  };
}

type AuditRow = AuditContent & { prevHash: string; hash: string };

/** All rows as one parameter. An absent value is SQL's null, never the null of JSON. */
async function insertRows(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  await tx.$executeRaw`
    insert into audit_entry (seq, at, actor_kind, actor_id, actor_name, action, result, objects, change_id, plan_id,
      approval_id, step_index, request_id, before, after, detail, prev_hash, hash)
    select seq, at, "actorKind", "actorId", "actorName", action, result, objects, "changeId", "planId", "approvalId",
      "stepIndex", "requestId", nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb), nullif(detail, 'null'::jsonb),
      "prevHash", hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(seq bigint, at timestamptz, "actorKind" text,
      "actorId" text, "actorName" text, action text, result text, objects text[], "changeId" uuid, "planId" uuid,
      "approvalId" uuid, "stepIndex" int, "requestId" text, before jsonb, after jsonb, detail jsonb, "prevHash" text, hash text)`;
}
