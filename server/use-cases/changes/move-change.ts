import type { Change } from '@/domain/changes/change';
import { type ChangeEvent, transition } from '@/domain/changes/lifecycle';
import { lockChange, saveChange } from '@/server/db/changes';
import type { JobDraft } from '@/server/db/queue';
import type { AuditDraft } from '@/server/db/audit';
import type { CommandOutcome, CommandScope } from '../command';
import { changeAudit, changeNotices } from './change-record';

export type Moved = { changeId: string; status: Change['status'] };

/**
 * One transition of one change within a command: lock, move, save, record. What a verb does besides goes into `also`, after the
 * transition is known to be allowed.
 */
export async function moveChange(
  { tx }: CommandScope,
  changeId: string,
  action: string,
  eventOf: (change: Change) => ChangeEvent,
  also: (
    before: Change,
    after: Change,
  ) => Promise<{ jobs?: readonly JobDraft[]; audit?: Partial<AuditDraft> }> = async () => ({}),
): Promise<CommandOutcome<Moved>> {
  const before = await lockChange(tx, changeId);
  const after = transition(before, eventOf(before));
  const { jobs, audit } = await also(before, after);
  const saved = await saveChange(tx, before, after);
  return {
    result: { changeId, status: saved.status },
    audit: changeAudit(action, before, saved, audit),
    jobs: jobs ?? [],
    notices: changeNotices(changeId),
  };
}
