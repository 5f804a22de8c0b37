import { edgePodCidrsOf, podCidrsOf } from '@/domain/estate/cluster';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { RouteEntry } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { edgePoolsAt, nodesOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/link';

/** `prefix` is what a route for it would say; `cover` the addresses that must have one. */
export type Required = { prefix: Prefix; role: 'hosts' | 'pods' | 'cloud'; cover: RangeSet };

export type VpcBehind = { vpc: Vpc; near: RouterInterface; far?: RouterInterface };

/** The data centres that a VBR leads to: where its gateways stand and its circuits end. */
export function sitesBehind(index: EstateIndex, vbr: Vbr): readonly string[] {
  const circuits = vbr.physicalConnections.map((key) => index.circuits.get(key)?.site);
  const gateways = gatewaysOf(index, vbr).map((each) => each.site);
  return [...new Set([...gateways, ...circuits])].filter((site) => site !== undefined).sort();
}

/** The VPCs that a VBR is paired with; `near` is the interface on the VBR. */
export function vpcsBehind(index: EstateIndex, vbr: Vbr): readonly VpcBehind[] {
  return [...index.routerInterfaces.values()].flatMap((near): readonly VpcBehind[] => {
    if (near.router !== vbr.key) return [];
    const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
    const vpc = index.vpcs.get(far?.router ?? near.oppositeRouter ?? '');
    return vpc ? [{ vpc, near, ...(far ? { far } : {}) }] : [];
  });
}

/**
 * Ranges that the cloud must be able to send to a site: its host ranges and its edge pods (V4). Pods count by their
 * podCIDRs once those are known, before that by the site's block, and by the cluster's range where no block is declared.
 */
export function requiredTowardSite(index: EstateIndex, site: string): readonly Required[] {
  const hosts = (index.sites.get(site)?.hostPrefixes ?? []).map((prefix): Required => ({
    prefix,
    role: 'hosts',
    cover: RangeSet.of([prefix]),
  }));
  const pools = edgePoolsAt(index, site).filter((each) => !each.pool.hostNetwork);
  const clusters = [...new Set(pools.map((each) => each.cluster))];
  const pods = clusters.flatMap((cluster) => {
    const own = pools.filter((each) => each.cluster === cluster);
    const podCidrs = own.flatMap((each) => nodesOfPool(each).flatMap(podCidrsOf));
    const blocks = (cluster.siteBlocks ?? []).filter((each) => each.site === site).map((each) => each.prefix);
    const ranges = blocks.length > 0 ? blocks : edgePodCidrsOf(cluster);
    return ranges.map((prefix): Required => {
      const used = RangeSet.of(podCidrs).intersect(RangeSet.of([prefix]));
      return { prefix, role: 'pods', cover: used.isEmpty() ? RangeSet.of([prefix]) : used };
    });
  });
  return [...hosts, ...pods];
}

/** Ranges of a VPC that the far side must be able to send to: what its vSwitches hold. */
export function requiredTowardVpc(vpc: Vpc): readonly Required[] {
  const held = RangeSet.of((vpc.vSwitches ?? []).map((each) => each.prefix));
  return vpc.prefixes.flatMap((prefix): readonly Required[] => {
    const cover = held.intersect(RangeSet.of([prefix]));
    return cover.isEmpty() ? [] : [{ prefix, role: 'cloud', cover }];
  });
}

/** What of a required range no row in force, or perhaps in force, covers in the right direction. */
export function uncovered(
  required: Required,
  entries: readonly RouteEntry[],
  leadsRight: (entry: RouteEntry) => boolean,
): RangeSet {
  const counting = entries.filter(
    (each) => each.status !== 'pending' && each.status !== 'deleting' && leadsRight(each),
  );
  return required.cover.subtract(RangeSet.of(counting.map((each) => each.prefix)));
}
