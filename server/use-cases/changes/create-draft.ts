import { type Change, ChangeContent } from '@/domain/changes/change';
import { insertChange } from '@/server/db/changes';
import { command } from '../command';
import { changeAudit, changeNotices } from './change-record';
import { scopeOfOperations } from './scope';

/** A change that has nothing but its content yet. */
export function newDraft(
  id: string,
  content: ChangeContent,
  authorId: string,
  at: Date,
): Omit<Change, 'number' | 'version'> {
  return {
    ...content,
    id,
    status: 'draft',
    authorId,
    editorIds: [authorId],
    plan: null,
    approval: null,
    revertsChangeId: null,
    scheduledFor: null,
    request: 'none',
    requestedBy: null,
    appliedBy: null,
    startedAt: null,
    guardDeadline: null,
    endedAt: null,
    outcome: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** Keeps what an author wrote. Nothing is planned, and nobody is asked yet. */
export const createDraft = command({
  name: 'change.create',
  permission: 'change:propose',
  input: ChangeContent,
  scope: (tx, content) => scopeOfOperations(tx, content.operations),
  async run({ tx, actor, now, newId }, content) {
    const authorId = actor.kind === 'person' ? actor.id : 'system';
    const change = await insertChange(tx, newDraft(newId(), content, authorId, now));
    return {
      result: { changeId: change.id, number: change.number },
      audit: changeAudit('create', null, change),
      notices: changeNotices(change.id),
    };
  },
});
