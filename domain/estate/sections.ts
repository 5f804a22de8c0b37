import type { z } from 'zod';
import { DeclaredFacts } from './declared';
import type { ResourceKind } from './resource';

/** The kinds of declared facts, one list of the estate file each. */
export const FACT_SECTIONS = [
  'sites',
  'vpcs',
  'vbrs',
  'physicalConnections',
  'routeTables',
  'bgpGroups',
  'transitRouters',
  'gateways',
  'clusters',
  'flows',
] as const satisfies readonly (keyof DeclaredFacts)[];
export type FactSection = (typeof FACT_SECTIONS)[number];

/** One declared fact by section and key. */
export type FactRef = { section: FactSection; key: string };

/** The schema of one fact of a section: the same that a file is read with. */
export function factSchema(section: FactSection): z.ZodType<{ key: string }> {
  return DeclaredFacts.shape[section].unwrap().element;
}

/** What a source calls the objects that facts of a section speak of. */
export const OBSERVED_AS: Partial<Record<FactSection, ResourceKind>> = {
  vpcs: 'vpc',
  vbrs: 'vbr',
  physicalConnections: 'physical-connection',
  gateways: 'gateway',
  clusters: 'cluster',
};
