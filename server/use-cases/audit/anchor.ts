import { findChainHead, findHashAt } from '@/server/db/audit-chain';
import { readAnchor, writeAnchor } from '@/server/db/audit-anchor';
import { log } from '@/server/config/log';
import type { Context } from '../context';

export type AnchorOutcome = 'written' | 'unchanged' | 'refused' | 'empty';

/**
 * Moves the anchor forward to the chain's head. Never back: when the anchored row is gone or another, the anchor is the evidence
 * and stays as it is.
 */
export async function anchorAudit(context: Context): Promise<AnchorOutcome> {
  const reading = await readAnchor();
  if (reading.kind === 'forged' || reading.kind === 'unreadable') return refuse(reading.kind);
  const head = await findChainHead(context.db);
  if (reading.kind === 'read') {
    const there = await findHashAt(context.db, BigInt(reading.anchor.seq));
    if (there !== reading.anchor.hash) return refuse(there === null ? 'cut' : 'differs');
    if (head?.seq.toString() === reading.anchor.seq) return 'unchanged';
  }
  if (!head) return 'empty';
  const anchored = reading.kind === 'read' ? reading.anchor : null;
  const since = await context.db.auditEntry.count({
    where: { seq: { gt: BigInt(anchored?.seq ?? 0), lte: head.seq } },
  });
  await writeAnchor({
    seq: head.seq.toString(),
    hash: head.hash,
    count: (anchored?.count ?? 0) + since,
    at: context.now().toISOString(),
  });
  return 'written';
}

function refuse(reason: string): AnchorOutcome {
  log().error({ reason }, 'audit anchor kept: the chain does not match it');
  return 'refused';
}
