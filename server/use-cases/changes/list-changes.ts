import { z } from 'zod';
import { CHANGE_STATUSES, type Change } from '@/domain/changes/change';
import { listChanges as listStored } from '@/server/db/changes';
import { namesOf } from '@/server/db/standing';
import { query } from '../command';

export type ChangeSummary = Pick<
  Change,
  | 'id'
  | 'number'
  | 'status'
  | 'reason'
  | 'ticket'
  | 'operations'
  | 'outcome'
  | 'scheduledFor'
  | 'guardDeadline'
  | 'createdAt'
  | 'updatedAt'
> & { author: { id: string; name: string } };

export const listChanges = query({
  permission: 'change:read',
  input: z.object({
    statuses: z.array(z.enum(CHANGE_STATUSES)).optional(),
    authorId: z.string().optional(),
    /** a number already shown: continues behind it */
    before: z.number().int().positive().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ db }, filter): Promise<{ changes: readonly ChangeSummary[]; next: number | null }> {
    const found = await listStored(db, { ...filter, limit: filter.limit + 1 });
    const page = found.slice(0, filter.limit);
    const names = await namesOf(
      db,
      page.map((change) => change.authorId),
    );
    return {
      changes: page.map((change) => summary(change, names)),
      next: found.length > page.length ? (page.at(-1)?.number ?? null) : null,
    };
  },
});

function summary(change: Change, names: ReadonlyMap<string, string>): ChangeSummary {
  const { id, number, status, reason, ticket, operations, outcome, scheduledFor, guardDeadline, createdAt, updatedAt } =
    change;
  const author = { id: change.authorId, name: names.get(change.authorId) ?? change.authorId };
  return {
    id,
    number,
    status,
    reason,
    ticket,
    operations,
    outcome,
    scheduledFor,
    guardDeadline,
    createdAt,
    updatedAt,
    author,
  };
}
