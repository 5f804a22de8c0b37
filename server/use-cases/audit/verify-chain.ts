import { z } from 'zod';
import { type AnchorReading, readAnchor } from '@/server/db/audit-anchor';
import { type ChainFault, type ChainWalk, findHashAt, walkChain } from '@/server/db/audit-chain';
import type { Database } from '@/server/db/client';
import { query } from '../command';

/** How the chain stands against its anchor: `cut` says that rows which were anchored are gone, `differs` that they were replaced. */
export type AnchorVerdict = 'matches' | 'absent' | 'unreadable' | 'forged' | 'cut' | 'differs';

export type ChainReport = {
  intact: boolean;
  rows: number;
  head: { seq: string; hash: string } | null;
  /** the first row that does not hold; everything before it does */
  firstBad: { seq: string; reason: ChainFault; at: string; action: string } | null;
  anchor: { verdict: AnchorVerdict; seq?: string; at?: string };
};

/** Walks every row and compares the end with the anchor. */
export const verifyChain = query({
  permission: 'audit:read',
  input: z.object({}),
  run: ({ db }) => verify(db),
});

async function verify(db: Database): Promise<ChainReport> {
  // The anchor first: rows that arrive meanwhile only lengthen the chain.
  const reading = await readAnchor();
  const walk = await walkChain(db);
  const anchor = await judgeAnchor(db, reading, walk);
  return {
    intact: walk.fault === null && (anchor.verdict === 'matches' || anchor.verdict === 'absent'),
    rows: walk.rows,
    head: walk.head && { seq: walk.head.seq.toString(), hash: walk.head.hash },
    firstBad: walk.fault && { ...walk.fault, seq: walk.fault.seq.toString(), at: walk.fault.at.toISOString() },
    anchor,
  };
}

async function judgeAnchor(db: Database, reading: AnchorReading, walk: ChainWalk): Promise<ChainReport['anchor']> {
  if (reading.kind !== 'read') return { verdict: reading.kind };
  const { seq, at, hash, count } = reading.anchor;
  const there = await findHashAt(db, BigInt(seq));
  if (there === null) return { verdict: 'cut', seq, at };
  if (there !== hash) return { verdict: 'differs', seq, at };
  // A walk that stopped at a fault has not counted what follows it.
  return { verdict: walk.fault === null && walk.rows < count ? 'cut' : 'matches', seq, at };
}
