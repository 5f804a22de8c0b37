import { edgePodCidrsOf, podCidrsOf } from '@/domain/estate/cluster';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import { leadsToInternet, type RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { oncePer, Remembered } from '@/domain/memo';
import { edgePoolsAt, groupBy, nodesOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { attachmentsOf, nextHopOfAttachment } from '@/domain/routing/walk/step-transit';
import { aroundSite, aroundVbr, type Surroundings } from '@/domain/routing/gateway/surroundings';
import { uncoveredIn, type EntryRow, type EntryTarget } from '@/domain/routing/tables/table-rows';

/** `prefix` is what a route for it would say; `cover` the addresses that must have one; `vpc` the one whose pods they talk to, of pods. */
export type Required = { prefix: Prefix; role: 'hosts' | 'pods' | 'cloud'; cover: RangeSet; vpc?: string };

/** A way between a VBR and a VPC, as a row at either end names it. */
type End = Pick<RouterInterface, 'key' | 'status'>;
export type VpcBehind = { vpc: Vpc; by: 'router-interface' | 'transit-router'; near: End; far?: End };

/** The data centres that a VBR leads to: where its gateways stand and its circuits end. */
export function sitesBehind(index: EstateIndex, vbr: Vbr): readonly string[] {
  return behindVbrs.of(aroundVbr(index, vbr), [], () => findSitesBehind(index, vbr));
}

/** Kept with what is around a VBR, which names its circuits and its gateways. */
const behindVbrs = new Remembered<Surroundings, readonly string[]>();

function findSitesBehind(index: EstateIndex, vbr: Vbr): readonly string[] {
  const circuits = vbr.physicalConnections.map((key) => index.circuits.get(key)?.site);
  const gateways = gatewaysOf(index, vbr).map((each) => each.site);
  return [...new Set([...gateways, ...circuits])].filter((site) => site !== undefined).sort();
}

const interfacesByRouter = oncePer((all: readonly RouterInterface[]) => groupBy(all, ({ router }) => router));

/** The VPCs that a VBR is paired with, or shares a transit router with; `near` is the end on the VBR. */
export function vpcsBehind(index: EstateIndex, vbr: Vbr): readonly VpcBehind[] {
  return [...vpcsPaired(index, vbr), ...vpcsOverTransit(index, vbr)];
}

function vpcsOverTransit(index: EstateIndex, { key }: Vbr): readonly VpcBehind[] {
  return attachmentsOf(index, key).flatMap((own) =>
    own.transit.attachments.flatMap((attachment): readonly VpcBehind[] => {
      const vpc = index.vpcs.get(attachment.router);
      const { transit } = own;
      const end = (each: typeof attachment) => {
        return { key: nextHopOfAttachment({ transit, attachment: each }), status: each.status };
      };
      return vpc ? [{ vpc, by: 'transit-router', near: end(own.attachment), far: end(attachment) }] : [];
    }),
  );
}

function vpcsPaired(index: EstateIndex, vbr: Vbr): readonly VpcBehind[] {
  const own = interfacesByRouter(index.estate.routerInterfaces).get(vbr.key) ?? [];
  return own.flatMap((near): readonly VpcBehind[] => {
    const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
    const vpc = index.vpcs.get(far?.router ?? near.oppositeRouter ?? '');
    return vpc ? [{ vpc, by: 'router-interface', near, ...(far ? { far } : {}) }] : [];
  });
}

/**
 * Ranges that the cloud must be able to send to a site: its host ranges and its edge pods (V4). Pods count by their
 * podCIDRs once those are known, before that by the site's block, and by the cluster's range where no block is declared.
 */
export function requiredTowardSite(index: EstateIndex, site: string): readonly Required[] {
  if (!index.sites.has(site)) return findTowardSite(index, site);
  return towardSites.of(aroundSite(index, site), [], () => findTowardSite(index, site));
}

/** Kept with what is around a site: the same needs while that is the same. */
const towardSites = new Remembered<Surroundings, readonly Required[]>();

function findTowardSite(index: EstateIndex, site: string): readonly Required[] {
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
    // A block is of one family; the other family's range counts whole.
    const whole = edgePodCidrsOf(cluster).filter(
      (range) => !blocks.some((block) => prefixFamily(block) === prefixFamily(range)),
    );
    const ranges = [...blocks, ...whole];
    return ranges.map((prefix): Required => {
      const used = RangeSet.of(podCidrs).intersect(RangeSet.of([prefix]));
      const cover = used.isEmpty() ? RangeSet.of([prefix]) : used;
      return { prefix, role: 'pods', cover, ...(cluster.vpc === undefined ? {} : { vpc: cluster.vpc }) };
    });
  });
  return [...hosts, ...pods];
}

/** Ranges of a VPC that the far side must be able to send to: what its vSwitches hold. */
export function requiredTowardVpc(vpc: Vpc): readonly Required[] {
  return towardVpcs.of(vpc.prefixes, [vpc.vSwitches], () => findTowardVpc(vpc));
}

const towardVpcs = new Remembered<readonly Prefix[], readonly Required[]>();

function findTowardVpc(vpc: Vpc): readonly Required[] {
  const held = RangeSet.of((vpc.vSwitches ?? []).map((each) => each.prefix));
  return vpc.prefixes.flatMap((prefix): readonly Required[] => {
    const cover = held.intersect(RangeSet.of([prefix]));
    return cover.isEmpty() ? [] : [{ prefix, role: 'cloud', cover }];
  });
}

/** What of a required range no row in force, or perhaps in force, covers; `nextHop`: only rows that lead there count. */
export function uncovered({ cover }: Required, table: RouteTable, nextHop?: string): RangeSet {
  if (nextHop === undefined) return uncoveredIn(table, cover, leadsSomewhere);
  const leadsThere = (nextHops: EntryTarget) => nextHops.some(({ key }) => key === nextHop);
  return uncoveredIn(table, cover, (rows) => rows.some(({ target }) => leadsThere(target)) || undefined, leadsThere);
}

/** Anywhere but to the Internet, the longest deciding: a default route to a NAT gateway is no way to a site. */
function leadsSomewhere(rows: readonly EntryRow[]): boolean | undefined {
  let leads: boolean | undefined;
  for (const { target } of rows) if (target.length > 0) leads = leads === true || !target.every(leadsToInternet);
  return leads;
}
