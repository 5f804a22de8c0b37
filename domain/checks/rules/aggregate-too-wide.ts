import { podCidrsOf } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
import { containsPrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { localHost } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, nodesOfPool, siteOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { Partition } from '@/domain/routing/tables/partition';
import { type Finding } from '../finding';
import { type StandingCheck } from '../standing';

/** An aggregate that reaches the cloud and holds ranges of another site draws that site's traffic to the wrong place (F20, V14). */
export const aggregateTooWide: StandingCheck = ({ index }) => {
  if (evidenceOf(index, 'vbr').kind === 'stale') return [];
  const ranges = Partition.of(rangesOfSites(index), ({ prefix }) => prefix);
  return [...index.gateways.values()].flatMap((gateway) =>
    (gateway.aggregates ?? []).flatMap(({ prefix }): readonly Finding[] => {
      if (!reachesCloud(index, gateway, prefix)) return [];
      const inside = ranges
        .cut(RangeSet.of([prefix]))
        .parts.filter(({ cover }) => containsPrefix(prefix, cover.prefix))
        .flatMap(({ cover }) => cover.items)
        .filter(({ site }) => site !== gateway.site);
      const first = inside[0];
      if (!first) return [];
      const sites = [...new Set(inside.map(({ site }) => site))].sort();
      return [
        {
          code: 'F20',
          kind: 'aggregate-too-wide',
          severity: 'warning',
          owner: 'idc',
          subject: { kind: 'gateway', key: gateway.key },
          params: { gateway: gateway.key, prefix, count: sites.length, sites: sites.slice(0, 3).join(', ') },
          flows: [],
        },
      ];
    }),
  );
};

/** What belongs to a site for sure: its hosts, its blocks and the pod subnets of its nodes. */
function rangesOfSites(index: EstateIndex): readonly { prefix: Prefix; site: string }[] {
  const { sites, clusters } = index.estate;
  const pods = [...index.pools.values()].flatMap((found) => {
    const site = siteOfPool(index, found.pool);
    if (site === undefined || evidenceOf(index, 'node', found.cluster.key).kind === 'stale') return [];
    return nodesOfPool(found).flatMap((node) => podCidrsOf(node).map((prefix) => ({ prefix, site })));
  });
  return [
    ...sites.flatMap((site) => site.hostPrefixes.map((prefix) => ({ prefix, site: site.key }))),
    ...clusters.flatMap((cluster) => cluster.siteBlocks ?? []),
    ...pods,
  ];
}

/** Announced over one session at least; without a filter everything is. */
function reachesCloud(index: EstateIndex, gateway: Gateway, prefix: Prefix): boolean {
  return vbrsOf(index, gateway).some((vbr) => {
    const peer = localHost(vbr, prefixFamily(prefix));
    return passesFilters(gateway, { peer, direction: 'out' }, prefix);
  });
}
