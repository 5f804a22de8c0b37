import type { Finding } from '@/domain/checks/finding';
import type { DeclaredFacts } from '@/domain/estate/declared';
import { without } from '@/domain/estate/projection';
import { inClusterKey, type ResourceKind } from '@/domain/estate/resource';
import type { FactRef, FactSection } from '@/domain/estate/sections';
import { declaredFieldsOf } from '@/domain/topology/config-fields';
import type { GraphNodeKind } from '@/domain/topology/graph';
import type { ListRow, PageKind } from './list';

type PageRow = Pick<ListRow, 'id' | 'key' | 'cells'> & { kind: PageKind };

const KINDS: Record<PageKind, readonly ResourceKind[]> = {
  vpc: ['vpc'],
  vbr: ['vbr'],
  'v-switch': ['v-switch'],
  'route-table': ['route-table'],
  circuit: ['physical-connection'],
  'bgp-group': ['bgp-group'],
  'bgp-peer': ['bgp-peer'],
  gateway: ['gateway'],
  cluster: ['cluster'],
  'node-pool': ['node-pool'],
  // The cluster's own word before that of the service about it.
  node: ['node', 'cluster-node'],
  'add-on': ['add-on'],
  'daemon-set': ['daemon-set'],
};

/** Under which kinds and keys the readings of an object are kept: the one with a history first. */
export function readingsNamed({ kind, id }: PageRow): readonly { kind: ResourceKind; key: string }[] {
  const own = KINDS[kind].map((each) => ({ kind: each, key: id }));
  if (kind !== 'cluster') return own;
  return [
    ...own,
    { kind: 'eni-config', key: inClusterKey(id, 'eni-config') },
    { kind: 'flannel-config', key: inClusterKey(id, 'flannel') },
  ];
}

/** What a reading says of the object it is shown with: the configurations of a cluster are a part of it. */
export function asPartOf(kind: ResourceKind, attributes: Record<string, unknown>): Record<string, unknown> {
  if (kind === 'eni-config') {
    const { eniConfig, ...eniConfigFacts } = without(attributes, ['cluster']);
    return { terway: { eniConfig, eniConfigFacts } };
  }
  if (kind === 'flannel-config') return { flannel: without(attributes, ['cluster']) };
  if (kind === 'add-on' && typeof attributes.configSchema === 'string')
    return { ...attributes, configSchema: indented(attributes.configSchema) };
  return attributes;
}

/** A JSON document as people read it; one that is none stays as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

const SECTIONS: Partial<Record<PageKind, FactSection>> = {
  vpc: 'vpcs',
  vbr: 'vbrs',
  'route-table': 'routeTables',
  circuit: 'physicalConnections',
  'bgp-group': 'bgpGroups',
  gateway: 'gateways',
  cluster: 'clusters',
};

/** The list of the estate file in which an object of a kind is declared; null: it is a part of another's fact. */
export function sectionNamed(kind: PageKind): FactSection | null {
  return SECTIONS[kind] ?? null;
}

/** The fact that people declare an object by; null: none is declared, or it is a part of another's fact. */
export function factNamed(facts: DeclaredFacts, { kind, id }: PageRow): FactRef | null {
  const section = SECTIONS[kind];
  const known: readonly { key: string }[] = section ? facts[section] : [];
  return section && known.some(({ key }) => key === id) ? { section, key: id } : null;
}

const DRAWN_AS: Partial<Record<PageKind, GraphNodeKind>> = {
  vpc: 'vpc',
  vbr: 'vbr',
  circuit: 'physical-connection',
  gateway: 'gateway',
  'node-pool': 'pool',
};

/** What people declared of an object, member by member; never a secret, nor which one it is. */
export function declaredNamed(facts: DeclaredFacts, { kind, id, key, cells }: PageRow): Record<string, unknown> {
  const drawn = DRAWN_AS[kind];
  if (drawn) return declaredFieldsOf(facts, { kind: drawn, key });
  if (kind === 'route-table') return withoutKey(facts.routeTables.find((each) => each.key === id));
  const cluster = facts.clusters.find((each) => each.key === (kind === 'cluster' ? id : cells.cluster));
  if (kind === 'node') return withoutKey(cluster?.nodes?.find((each) => each.name === key));
  if (kind !== 'cluster' || !cluster) return {};
  // Pools and nodes have pages of their own.
  return without(cluster, ['key', 'nodePools', 'nodes']);
}

function withoutKey(object: object | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => name !== 'key'));
}

/** Findings about an object, or about something else that name it. */
export function findingsNaming(findings: readonly Finding[], { kind, key, id }: PageRow): readonly Finding[] {
  // Node names are short words that may stand in any sentence.
  if (kind === 'node') return findings.filter((each) => each.subject.kind === 'node' && each.subject.key === key);
  return findings.filter(({ subject, params }) => subject.key === id || Object.values(params).includes(id));
}
