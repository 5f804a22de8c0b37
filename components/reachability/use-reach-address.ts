'use client';

import { parseAsIsoDateTime, parseAsString, useQueryStates } from 'nuqs';

const PARTS = {
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  /** a past moment */
  at: parseAsIsoDateTime,
};

/** Between which ends and when, all of it in the address; each question is a step that one can go back to. */
export function useReachAddress() {
  return useQueryStates(PARTS, { history: 'push', shallow: true });
}

export type ReachAddress = ReturnType<typeof useReachAddress>[0];

/** The page about two ends. */
export function reachBetween(from: string, to: string, at?: Date | null): string {
  return `/reachability?${new URLSearchParams({ from, to, ...(at ? { at: at.toISOString() } : {}) })}`;
}
