import { type AuditContent, auditHash, GENESIS_HASH } from './audit';
import type { Database, Tx } from './client';

/** Head of the chain: number and hash of its last row. */
export type ChainHead = { seq: bigint; hash: string };

/**
 * What is wrong with a row. `gap`: rows before it are missing. `link`: it does not continue the row before it.
 * `content`: its own hash does not cover what stands in it.
 */
export type ChainFault = 'gap' | 'link' | 'content';

export type ChainWalk = {
  rows: number;
  head: ChainHead | null;
  fault: { seq: bigint; reason: ChainFault; at: Date; action: string } | null;
};

const BATCH = 2_000;

export async function findChainHead(db: Database | Tx): Promise<ChainHead | null> {
  return db.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
}

/** The hash stored at a place of the chain, null when no row stands there. */
export async function findHashAt(db: Database | Tx, seq: bigint): Promise<string | null> {
  const row = await db.auditEntry.findUnique({ where: { seq }, select: { hash: true } });
  return row?.hash ?? null;
}

/** Walks the chain from its first row, a batch at a time, and stops at the first row that does not hold. */
export async function walkChain(db: Database): Promise<ChainWalk> {
  let head: ChainHead | null = null;
  let rows = 0;
  for (;;) {
    const batch: StoredRow[] = await db.auditEntry.findMany({
      where: head ? { seq: { gt: head.seq } } : {},
      orderBy: { seq: 'asc' },
      take: BATCH,
    });
    for (const row of batch) {
      rows += 1;
      const reason = faultOf(row, head);
      if (reason) return { rows, head, fault: { seq: row.seq, reason, at: row.at, action: row.action } };
      head = { seq: row.seq, hash: row.hash };
    }
    if (batch.length < BATCH) return { rows, head, fault: null };
  }
}

type StoredRow = Awaited<ReturnType<Database['auditEntry']['findMany']>>[number];

function faultOf(row: StoredRow, head: ChainHead | null): ChainFault | null {
  if (row.seq !== (head?.seq ?? 0n) + 1n) return 'gap';
  if (row.prevHash !== (head?.hash ?? GENESIS_HASH)) return 'link';
  return auditHash(row.prevHash, contentOf(row)) === row.hash ? null : 'content';
}

/** The content a row's hash covers, taken from the row as stored. */
function contentOf(row: StoredRow): AuditContent {
  return {
    seq: row.seq.toString(),
    at: row.at.toISOString(),
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    result: row.result,
    objects: row.objects,
    changeId: row.changeId,
    planId: row.planId,
    approvalId: row.approvalId,
    stepIndex: row.stepIndex,
    requestId: row.requestId,
    before: row.before,
    after: row.after,
    detail: row.detail,
  };
}
