'use client';

import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { FIRST_LAYERS, LAYERS } from '@/domain/topology/graph';

export const VIEWS = ['graph', 'table'] as const;
export const TABS = ['summary', 'config', 'path', 'routes', 'bgp', 'history'] as const;

const PARTS = {
  view: parseAsStringLiteral(VIEWS).withDefault('graph'),
  layers: parseAsArrayOf(parseAsStringLiteral(LAYERS)).withDefault([...FIRST_LAYERS]),
  find: parseAsString.withDefault(''),
  /** of the table: a column; backwards with a minus before it */
  sort: parseAsString.withDefault(''),
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
  /** the saved view this began as */
  saved: parseAsString,
};

/** What is looked at, all of it in the address: a link shared is the same picture. */
export function useTopologyAddress() {
  return useQueryStates(PARTS, { history: 'replace', shallow: true });
}

export type TopologyAddress = ReturnType<typeof useTopologyAddress>[0];
export type ChangeAddress = ReturnType<typeof useTopologyAddress>[1];
