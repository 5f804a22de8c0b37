import { problemsOf } from '@/domain/problems';
import { EditSource } from '@/domain/sources/source';
import { credentialKindOf, type SourceCredential } from '@/domain/sources/settings';
import { type CredentialDraft, credentialOf, EMPTY_CREDENTIAL } from './credential-draft';
import type { PaceDraft } from './pace-fields';
import type { FieldProblems, SourceField } from './source-draft';
import type { Source } from './source-words';

/** A source under edit: text as it stands in the fields. */
export type EditDraft = CredentialDraft &
  PaceDraft & {
    name: string;
    enabled: boolean;
    readOnly: boolean;
    rotate: boolean;
    touched: boolean;
    kind: SourceCredential['kind'];
  };

export function editDraftOf(source: Source): EditDraft {
  const { name, enabled, readOnly, callsPerMinute, intervalSeconds, deadlineSeconds } = source;
  return {
    name,
    enabled,
    readOnly,
    callsPerMinute: String(callsPerMinute),
    intervalSeconds: String(intervalSeconds),
    deadlineSeconds: String(deadlineSeconds),
    rotate: false,
    touched: false,
    kind: credentialKindOf(source.settings, source.protocol),
    ...EMPTY_CREDENTIAL,
  };
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** What goes to the server: the version that was seen, and the credential only when it is replaced. */
export function editOf(seen: Pick<Source, 'id' | 'version'>, draft: EditDraft): EditSource {
  return { sourceId: seen.id, version: seen.version, ...fieldsOf(draft) };
}

function fieldsOf(draft: EditDraft) {
  const { enabled, readOnly, rotate, kind } = draft;
  return {
    name: draft.name.trim(),
    enabled,
    readOnly,
    callsPerMinute: numberOf(draft.callsPerMinute),
    intervalSeconds: numberOf(draft.intervalSeconds),
    deadlineSeconds: numberOf(draft.deadlineSeconds),
    ...(rotate ? { credential: credentialOf(kind, draft) } : {}),
  };
}

const FIELDS = EditSource.omit({ sourceId: true, version: true });

/** What is wrong with an edit, by field; the credential's fields stand for themselves. */
export function problemsInEdit(draft: EditDraft): FieldProblems {
  const parsed = FIELDS.safeParse(fieldsOf(draft));
  if (parsed.success) return {};
  const fields: FieldProblems = {};
  for (const problem of problemsOf(parsed.error)) {
    const last = problem.path.at(-1);
    const field = (last === 'key' ? 'privateKey' : last) as SourceField;
    const empty = typeof draft[field as 'name'] === 'string' && draft[field as 'name'].trim() === '';
    fields[field] ??= empty ? { ...problem, code: 'missing' } : problem;
  }
  return fields;
}
