import type { Problem } from '@/domain/errors';
import type { RESERVABLE_ROLES } from '@/domain/ledger/block';
import { prefixRefusal } from '@/domain/ledger/rules';
import { tryParsePrefix, type Prefix } from '@/domain/net/prefix';

export type ReservationDraft = {
  role: (typeof RESERVABLE_ROLES)[number];
  site: string;
  /** id of the block to look for room in; empty: the first that fits */
  within: string;
  length: string;
  prefix: string;
  note: string;
  until: string;
};

export const emptyDraft: ReservationDraft = {
  role: 'lan',
  site: '',
  within: '',
  length: '24',
  prefix: '',
  note: '',
  until: '',
};

/** The prefix that is typed, once it is one. */
export function prefixOfDraft({ prefix }: ReservationDraft): Prefix | undefined {
  const parsed = tryParsePrefix(prefix.trim());
  return parsed.ok ? parsed.value : undefined;
}

/** Everything wrong with what is typed so far; `taken` is what the server says of the prefix, and it has the last word. */
export function draftProblems(draft: ReservationDraft, taken: readonly Problem[], now: number): Problem[] {
  return [
    ...prefixProblems(draft, taken),
    ...(draft.note.trim() === '' ? [{ path: ['note'], code: 'needed' }] : []),
    ...(draft.until !== '' && !(Date.parse(draft.until) > now) ? [{ path: ['until'], code: 'in-the-past' }] : []),
  ];
}

function prefixProblems({ prefix }: ReservationDraft, taken: readonly Problem[]): readonly Problem[] {
  const path = ['prefix'];
  if (prefix.trim() === '') return [{ path, code: 'needed' }];
  const parsed = tryParsePrefix(prefix.trim());
  if (!parsed.ok) return [{ path, code: parsed.problem.code, params: parsed.problem.params }];
  const refused = prefixRefusal(parsed.value);
  return [...(refused ? [{ path, code: refused, params: { prefix: parsed.value } }] : []), ...taken];
}
