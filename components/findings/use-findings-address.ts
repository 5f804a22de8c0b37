'use client';

import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { SEVERITIES } from '@/domain/checks/finding';
import { FINDING_STATES } from '@/domain/checks/list-findings';

export const OWNERS = ['cloud', 'idc', 'cluster'] as const;

const PARTS = {
  state: parseAsStringLiteral(FINDING_STATES).withDefault('standing'),
  owner: parseAsArrayOf(parseAsStringLiteral(OWNERS)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  kind: parseAsString.withDefault(''),
  /** a key of something the findings are about or name */
  object: parseAsString,
  q: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  /** the cause of which every object is shown */
  cause: parseAsString,
  /** the finding whose evidence is open */
  finding: parseAsString,
};

/** Which findings are looked at, all of it in the address. */
export function useFindingsAddress() {
  return useQueryStates(PARTS, { history: 'replace', shallow: true });
}

export type FindingsAddress = ReturnType<typeof useFindingsAddress>[0];
export type ChangeFindingsAddress = ReturnType<typeof useFindingsAddress>[1];

/** The filters as the server is asked. */
export function filterOf({ state, owner, severity, kind, object, q }: FindingsAddress) {
  return {
    state,
    owners: owner,
    severities: severity,
    kinds: kind ? [kind] : [],
    ...(object ? { object } : {}),
    text: q.slice(0, 200),
  };
}

/** The page of findings about an object; what notes elsewhere lead to. */
export function findingsAbout(object: string, finding?: string): string {
  return `/findings?${new URLSearchParams({ object, ...(finding ? { finding } : {}) })}`;
}
