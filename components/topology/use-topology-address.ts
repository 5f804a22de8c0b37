'use client';

import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useCallback } from 'react';
import { FIRST_LAYERS, LAYERS } from '@/domain/topology/graph';
import { historyOf, pageAfter } from './step-of';

export const VIEWS = ['graph', 'table'] as const;
export const TABS = ['summary', 'config', 'path', 'routes', 'bgp', 'history'] as const;

const PARTS = {
  view: parseAsStringLiteral(VIEWS).withDefault('graph'),
  layers: parseAsArrayOf(parseAsStringLiteral(LAYERS)).withDefault([...FIRST_LAYERS]),
  find: parseAsString.withDefault(''),
  /** of the table: a column, backwards with a minus before it; and which page of it */
  sort: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  hide: parseAsString.withDefault(''),
  focus: parseAsString,
  hops: parseAsInteger.withDefault(2),
  flow: parseAsString,
  /** any two ends, where no flow is declared between them */
  from: parseAsString,
  to: parseAsString,
  node: parseAsString,
  tab: parseAsStringLiteral(TABS).withDefault('summary'),
  /** boxes opened or closed against their habit */
  toggled: parseAsArrayOf(parseAsString).withDefault([]),
  /** a past moment, and an earlier one it is compared with */
  at: parseAsIsoDateTime,
  since: parseAsIsoDateTime,
  /** what is tried: how it would be if that failed */
  fails: parseAsString,
  /** where things have been put, where that is a part of what is shared */
  moves: parseAsString.withDefault(''),
  /** the saved view this began as */
  saved: parseAsString,
};

/** What is looked at, all of it in the address: a link shared is the same picture, and Back undoes one step. */
export function useTopologyAddress() {
  const [address, set] = useQueryStates(PARTS, { shallow: true });
  const change = useCallback(
    (to: Partial<Parameters<typeof set>[0] & object>) => set({ ...to, ...pageAfter(to) }, { history: historyOf(to) }),
    [set],
  );
  return [address, change] as const;
}

export type TopologyAddress = ReturnType<typeof useTopologyAddress>[0];
export type ChangeAddress = ReturnType<typeof useTopologyAddress>[1];
