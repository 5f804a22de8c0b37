import { z } from 'zod';
import { type AllowedAction, allowedActions } from '@/domain/changes/actions';
import type { Change } from '@/domain/changes/change';
import type { Database } from '@/server/db/client';
import { getChange as getStored } from '@/server/db/changes';
import { type JournalLine, listJournal } from '@/server/db/journal';
import { findLanes } from '@/server/db/lanes';
import { type Decision, getPlan, listDecisions, type StoredPlan } from '@/server/db/plans';
import { listProofs, type StoredProof } from '@/server/db/proofs';
import { namesOf } from '@/server/db/standing';
import { query } from '../command';
import { scopeOfOperations } from './scope';

/** Everything a review or run page shows of a change. */
export type ChangeDetail = {
  change: Change;
  plan: StoredPlan | null;
  decisions: readonly Decision[];
  journal: readonly JournalLine[];
  proofs: readonly StoredProof[];
  lanes: readonly { key: string; workerId: string; leaseUntil: Date }[];
  actions: readonly AllowedAction[];
  /** by id, of everybody named above */
  people: Readonly<Record<string, string>>;
  /** the change this one undoes, and those that undo it */
  reverts: { id: string; number: number } | null;
  revertedBy: readonly { id: string; number: number; status: string }[];
};

export const getChange = query({
  permission: 'change:read',
  input: z.object({ changeId: z.uuid() }),
  async run({ db, actor, now }, { changeId }): Promise<ChangeDetail> {
    const change = await getStored(db, changeId);
    const plan = change.plan ? await getPlan(db, change.plan.id) : null;
    const [decisions, lanes, journal, proofs] = await Promise.all([
      listDecisions(db, changeId),
      findLanes(db, changeId),
      plan ? listJournal(db, plan.id) : [],
      plan ? listProofs(db, plan.id) : [],
    ]);
    const scope = await scopeOfOperations(db, change.operations);
    return {
      ...{ change, plan, decisions, journal, proofs },
      lanes: lanes.map(({ key, workerId, leaseUntil }) => ({ key, workerId, leaseUntil })),
      actions: allowedActions(change, actor, now, scope),
      people: Object.fromEntries(await namesOf(db, peopleOf(change, decisions))),
      ...(await relatives(db, change)),
    };
  },
});

function peopleOf(change: Change, decisions: readonly Decision[]): readonly string[] {
  const others = [change.authorId, change.appliedBy, change.requestedBy].filter((id) => id !== null);
  return [...new Set([...others, ...change.editorIds, ...decisions.map((decision) => decision.personId)])];
}

async function relatives(db: Database, change: Change): Promise<Pick<ChangeDetail, 'reverts' | 'revertedBy'>> {
  const select = { id: true, number: true, status: true };
  const reverts = change.revertsChangeId
    ? await db.change.findUnique({ where: { id: change.revertsChangeId }, select })
    : null;
  const revertedBy = await db.change.findMany({
    where: { revertsChangeId: change.id },
    select,
    orderBy: { number: 'asc' },
  });
  return { reverts, revertedBy };
}
