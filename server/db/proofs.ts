import { z } from 'zod';
import type { ProofBody, ProofResult } from '@/domain/changes/prove';
import { SESSION_KINDS, SESSION_WORDS, SessionRef } from '@/domain/changes/session';
import type { Database, Tx } from './client';
import { jsonColumn } from './json';

const Kind = z.enum(['reachable', 'unreachable', 'unknown']);
const FlowFault = z.object({
  flow: z.string(),
  expected: z.enum(['must-hold', 'keep', 'gain']),
  seen: Kind,
  code: z.string().optional(),
});
const SessionFault = z.object({
  session: SessionRef,
  expected: z.enum(['come-up', 'stay-up']),
  seen: z.enum(SESSION_KINDS),
  word: z.enum(SESSION_WORDS),
});
const StoredBody = z.object({
  flows: z.array(z.object({ flow: z.string(), kind: Kind })),
  // Proofs from before there were sessions in a guard looked at none.
  sessions: z
    .array(z.object({ session: SessionRef, kind: z.enum(SESSION_KINDS), word: z.enum(SESSION_WORDS) }))
    .default([]),
  faults: z.array(z.union([FlowFault, SessionFault])),
  unread: z.object({ code: z.string(), detail: z.string() }).optional(),
}) satisfies z.ZodType<ProofBody>;
const Result = z.enum(['proven', 'not-yet', 'broken']);

export type StoredProof = { id: string; at: Date; result: ProofResult; body: ProofBody };

export async function insertProof(
  tx: Tx,
  proof: { id: string; changeId: string; planId: string; at: Date; result: ProofResult; body: ProofBody },
): Promise<void> {
  await tx.proof.create({ data: { ...proof, body: jsonColumn(proof.body) } });
}

/** Of one plan, oldest first. */
export async function listProofs(db: Database | Tx, planId: string): Promise<readonly StoredProof[]> {
  const rows = await db.proof.findMany({ where: { planId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, at, result, body }) => ({
    id,
    at,
    result: Result.parse(result),
    body: StoredBody.parse(body),
  }));
}
