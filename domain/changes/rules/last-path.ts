import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { RouteEntry } from '@/domain/estate/routes';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';

/** Addresses somebody lives at: pods, edge blocks, hosts, LANs and VPCs. */
export function prefixesInUse(estate: Estate): readonly Prefix[] {
  return [
    ...estate.vpcs.flatMap((vpc) => vpc.prefixes),
    ...estate.sites.flatMap((site) => [...site.hostPrefixes, ...site.lans.map((lan) => lan.prefix)]),
    ...estate.clusters.flatMap((cluster) => [
      ...(cluster.siteBlocks ?? []).map((block) => block.prefix),
      ...(cluster.nodes ?? []).flatMap((node) => (node.podCidr ? [node.podCidr] : [])),
    ]),
  ];
}

/** The part of `prefixes` that somebody uses and no row of `left` covers (rules V4 and V15). */
export function uncoveredInUse(
  estate: Estate,
  removed: readonly Prefix[],
  left: readonly Pick<RouteEntry, 'prefix' | 'status'>[],
): readonly Prefix[] {
  return ([4, 6] as const).flatMap((family) => {
    const ofFamily = (prefixes: readonly Prefix[]) => prefixes.filter((prefix) => prefixFamily(prefix) === family);
    const gone = ofFamily(removed);
    if (gone.length === 0) return [];
    const covers = left.filter((entry) => entry.status === 'available' || entry.status === 'unknown');
    const used = RangeSet.of(ofFamily(prefixesInUse(estate))).intersect(RangeSet.of(gone));
    return used.subtract(RangeSet.of(ofFamily(covers.map((entry) => entry.prefix)))).toPrefixes();
  });
}

/** A warning by itself; the planner wants it accepted by name unless a declared flow already says so. */
export function checkLastPath(
  estate: Estate,
  removed: readonly Prefix[],
  left: readonly Pick<RouteEntry, 'prefix' | 'status'>[],
  where: string,
): readonly Problem[] {
  return uncoveredInUse(estate, removed, left).map((prefix) => ({
    path: ['prefix'],
    code: 'last-path-removed',
    params: { prefix, where },
    severity: 'warning' as const,
  }));
}
