import type { Change, Outcome } from '@/domain/changes/change';
import { transition } from '@/domain/changes/lifecycle';
import type { AuditDraft } from '@/server/db/audit';
import { saveChange } from '@/server/db/changes';
import type { Tx } from '@/server/db/client';
import { voidPlan } from '@/server/db/plans';
import { changeAudit } from './change-record';

/** The plan was made for another ground: it is void, and so is its approval, and both say why. Returns the row of the audit. */
export async function goStale(tx: Tx, before: Change, outcome: Outcome, now: Date): Promise<AuditDraft> {
  const after = await saveChange(tx, before, transition(before, { type: 'ground-moved', outcome, at: now }));
  if (before.plan) await voidPlan(tx, before.plan.id, now, { code: outcome.code });
  return changeAudit('ground-moved', before, after, { result: 'failed' });
}
