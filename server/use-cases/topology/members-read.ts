import type { DeclaredFacts } from '@/domain/estate/declared';
import type { ResourceKind } from '@/domain/estate/resource';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import { comparedParts, comparedPeers, networkLines, type ComparedMembers } from '@/domain/topology/compared-members';
import type { Reading } from '@/domain/topology/config-fields';

export type MembersRead = { declared: ComparedMembers['declared']; readings: readonly Reading[] };

/** A gateway's neighbours and a cluster's pools and speakers, declared beside what was read of their lists; what a VBR announces. */
export function membersRead(
  view: EstateView,
  facts: DeclaredFacts,
  { kind, key }: { kind: string; key: string },
): MembersRead {
  if (kind === 'gateway') return neighboursOf(view, facts, key);
  if (kind === 'cluster') return partsOf(view, facts, key);
  if (kind === 'vbr') return networksOf(view, key);
  return { declared: {}, readings: [] };
}

function neighboursOf(view: EstateView, facts: DeclaredFacts, key: string): MembersRead {
  const declared = facts.gateways.find((each) => each.key === key)?.bgpPeers;
  const observed = view.estate.gateways.find((each) => each.key === key)?.observed?.peers;
  const compared = comparedPeers(declared, observed);
  return { declared: compared.declared, readings: readingOf(view, 'gateway-peer', key, compared.observed) };
}

function networksOf(view: EstateView, key: string): MembersRead {
  const networks = view.estate.vbrs.find((each) => each.key === key)?.bgpNetworks ?? [];
  return { declared: {}, readings: readingOf(view, 'bgp-network', key, networkLines(networks)) };
}

function partsOf(view: EstateView, facts: DeclaredFacts, key: string): MembersRead {
  const said = facts.clusters.find((each) => each.key === key);
  const cluster = view.estate.clusters.find((each) => each.key === key);
  if (!said || !cluster) return { declared: {}, readings: [] };
  const wasRead = (kind: ResourceKind) => Boolean(freshnessOf(view, kind, key)?.observedAt);
  const nodeKind = wasRead('node') ? 'node' : 'cluster-node';
  const compared = comparedParts(said, {
    ...(wasRead('node-pool') ? { pools: cluster.nodePools ?? [] } : {}),
    ...(wasRead(nodeKind) ? { nodes: cluster.nodes ?? [] } : {}),
  });
  const of = (section: string) =>
    Object.fromEntries(Object.entries(compared.observed).filter(([name]) => name.startsWith(`${section}|`)));
  return {
    declared: compared.declared,
    readings: [...readingOf(view, 'node-pool', key, of('nodePools')), ...readingOf(view, nodeKind, key, of('nodes'))],
  };
}

function readingOf(
  view: EstateView,
  kind: ResourceKind,
  within: string,
  attributes: ComparedMembers['observed'],
): readonly Reading[] {
  const part = freshnessOf(view, kind, within);
  if (!part) return [];
  const { source, observedAt, stale } = part;
  return [{ source, observedAt, stale, attributes }];
}
