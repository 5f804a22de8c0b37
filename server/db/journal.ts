import { z } from 'zod';
import { type Direction, type JournalEntry, JOURNAL_RESULTS } from '@/domain/changes/journal';
import type { Database, Tx } from './client';
import { nullableJson } from './json';

const Detail = z.object({ retryAfterMs: z.number().optional(), sourceCode: z.string().optional() }).nullable();
const Phase = z.enum(['intent', 'outcome', 'settled']);

/** What is written: an entry without what follows from the row, and who wrote it under which epoch. */
export type NewJournalEntry = Pick<JournalEntry, 'stepIndex' | 'direction' | 'phase' | 'attempt' | 'at'> &
  Partial<
    Pick<JournalEntry, 'deadlineAt' | 'token' | 'requestId' | 'resourceId' | 'result' | 'code' | 'retryAfterMs'>
  > & {
    changeId: string;
    planId: string;
    epoch: bigint;
    workerId: string;
    /** the source's own code, byte-exact */
    sourceCode?: string;
  };

/** Append-only: the database refuses to rewrite a line. Call it in a transaction that has checked the epoch. */
export async function appendJournal(tx: Tx, { retryAfterMs, sourceCode, ...entry }: NewJournalEntry): Promise<void> {
  const detail = retryAfterMs === undefined && sourceCode === undefined ? null : { retryAfterMs, sourceCode };
  await tx.stepJournal.create({ data: { ...entry, detail: nullableJson(detail) } });
}

/** A line as people read it on the run page. */
export type JournalLine = JournalEntry & { no: string; workerId: string; sourceCode: string | null };

/** All lines of one plan, oldest first. */
export async function listJournal(db: Database | Tx, planId: string): Promise<readonly JournalLine[]> {
  const rows = await db.stepJournal.findMany({ where: { planId }, orderBy: { id: 'asc' } });
  return rows.map((row) => {
    const detail = Detail.parse(row.detail);
    return {
      no: row.id.toString(),
      stepIndex: row.stepIndex,
      direction: row.direction as Direction,
      phase: Phase.parse(row.phase),
      attempt: row.attempt,
      at: row.at,
      deadlineAt: row.deadlineAt,
      token: row.token,
      requestId: row.requestId,
      resourceId: row.resourceId,
      result: row.result === null ? null : z.enum(JOURNAL_RESULTS).parse(row.result),
      code: row.code,
      retryAfterMs: detail?.retryAfterMs ?? null,
      workerId: row.workerId,
      sourceCode: detail?.sourceCode ?? null,
    };
  });
}
