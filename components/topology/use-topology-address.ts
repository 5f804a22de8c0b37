'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { LAYERS } from '@/domain/topology/graph';

export const VIEWS = ['graph', 'table'] as const;
export const TABS = ['summary', 'path', 'routes', 'bgp', 'history'] as const;
export type InspectorTab = (typeof TABS)[number];

const PARTS = {
  view: parseAsStringLiteral(VIEWS).withDefault('graph'),
  layers: parseAsArrayOf(parseAsStringLiteral(LAYERS)).withDefault([...LAYERS]),
  find: parseAsString.withDefault(''),
  flow: parseAsString,
  node: parseAsString,
  tab: parseAsStringLiteral(TABS).withDefault('summary'),
  /** boxes opened or closed against their habit */
  toggled: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What is looked at, all of it in the address: a link shared is the same picture. */
export function useTopologyAddress() {
  return useQueryStates(PARTS, { history: 'replace', shallow: true });
}

export type TopologyAddress = ReturnType<typeof useTopologyAddress>[0];
export type ChangeAddress = ReturnType<typeof useTopologyAddress>[1];
