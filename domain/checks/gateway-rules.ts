import { edgePodCidrsOf, podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { hostOf } from '@/domain/routing/bgp-session';
import {
  edgePoolsAt,
  evidenceOf,
  gatewaysOfSite,
  groupBy,
  nodesOfPool,
  siteOfPool,
  type EstateIndex,
} from '@/domain/routing/estate-index';
import { vbrsOf } from '@/domain/routing/link';
import { Partition } from '@/domain/routing/partition';
import { stoppedAt, withFlows, type Check, type Fault, type Finding } from './finding';
import { allButRows, whileSame, type StandingCheck } from './standing';

/** Two data centres with one AS number refuse each other's routes: each sees its own number in the path (F32). */
export const sharedAsn: StandingCheck = ({ index }) => {
  const linked = [...index.gateways.values()].filter((gateway) => vbrsOf(index, gateway).length > 0);
  const byAsn = groupBy(linked, (gateway) => String(gateway.observed?.asn ?? gateway.asn));
  return [...byAsn].flatMap(([asn, gateways]): readonly Finding[] => {
    const sites = [...new Set(gateways.map(({ site }) => site))].sort();
    const first = [...gateways].sort((a, b) => (a.key < b.key ? -1 : 1))[0];
    if (!first || sites.length < 2) return [];
    return [
      {
        code: 'F32',
        kind: 'shared-asn',
        severity: 'warning',
        owner: 'idc',
        subject: { kind: 'gateway', key: first.key },
        params: { asn, count: sites.length, sites: sites.slice(0, 3).join(', ') },
        flows: [],
      },
    ];
  });
};

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
    const peer = hostOf(vbr.localGatewayAddress);
    return passesFilters(gateway, { peer, direction: 'out' }, prefix);
  });
}

/**
 * Pod subnets of a site that none of its gateways has in its own table (F03 where there is none at all, F04 where some are
 * missing). What the gateways were seen to hold decides, not what is declared of them; the default route and the gateway's own
 * aggregates lead to no node.
 */
export const podRoutesMissing: Check = ({ index, verdicts }) =>
  podRoutesLacking({ index }).map((fault) => withFlows(fault, verdicts));

const podRoutesLacking = whileSame(allButRows, ({ index }) => {
  const gateways = groupBy([...index.gateways.values()], ({ site }) => site);
  return [...gateways].flatMap(([site, each]) => {
    const held = heldBy(index, each);
    return held === null ? [] : missingAt(index, site, each, held);
  });
});

/** Every prefix by which a site's gateways lead on into the site; null unless all of them were read. */
function heldBy(index: EstateIndex, gateways: readonly Gateway[]): readonly Prefix[] | null {
  const tables = gateways.map((gateway) => siteRoutes(index, gateway));
  return tables.every((table) => table !== null) ? tables.flat() : null;
}

/** GoBGP shows what it learnt and nothing else: there the static routes have to be declared before anything can be missing. */
function siteRoutes(index: EstateIndex, gateway: Gateway): readonly Prefix[] | null {
  const { key, driver, observed, staticRoutes } = gateway;
  if (!observed?.routes || evidenceOf(index, 'gateway-route', key).kind === 'stale') return null;
  if (driver === 'gobgp' && staticRoutes === undefined) return null;
  // Back to the cloud, or on to another gateway: then it is that one's table which has to have them.
  const elsewhere = new Set([
    ...vbrsOf(index, gateway).map((vbr) => hostOf(vbr.localGatewayAddress)),
    ...gatewaysOfSite(index, gateway.site).flatMap(({ interfaces }) =>
      interfaces.map(({ address }) => hostOf(address)),
    ),
  ]);
  const fixed = driver === 'gobgp' ? (staticRoutes ?? []).filter((route) => 'nextHop' in route) : [];
  return [...observed.routes.filter(({ best, discard }) => best && !discard), ...fixed]
    .filter(({ nextHop }) => nextHop !== undefined && !elsewhere.has(nextHop))
    .map(({ prefix }) => prefix);
}

/** The gateway that the node's LAN hangs on, where one is known to. */
function nearest(index: EstateIndex, gateways: readonly Gateway[], node: KubeNode | undefined): Gateway | undefined {
  const lan = index.pools.get(node?.pool ?? '')?.pool.lan;
  return (
    gateways.find(({ interfaces }) => interfaces.some((each) => lan !== undefined && each.lan === lan)) ?? gateways[0]
  );
}

function missingAt(
  index: EstateIndex,
  site: string,
  gateways: readonly Gateway[],
  held: readonly Prefix[],
): readonly Fault[] {
  const pools = edgePoolsAt(index, site).filter(
    ({ pool, cluster }) => !pool.hostNetwork && evidenceOf(index, 'node', cluster.key).kind !== 'stale',
  );
  const blocks = RangeSet.of(pools.flatMap(({ cluster }) => edgePodCidrsOf(cluster)));
  const known = RangeSet.of(held.filter((prefix) => blocks.contains(prefix)));
  const nodes = pools.flatMap((found) =>
    nodesOfPool(found).filter((node) => podCidrsOf(node).length > 0 && node.ready !== false),
  );
  const missing = nodes.filter((node) => !known.contains(RangeSet.of(podCidrsOf(node))));
  const [gateway, first] = [nearest(index, gateways, missing[0]), missing[0]];
  if (!gateway || !first) return [];
  const subject = { kind: 'gateway', key: gateway.key } as const;
  return [
    {
      code: missing.length === nodes.length ? 'F03' : 'F04',
      kind: 'pod-routes-missing',
      severity: 'error',
      owner: 'idc',
      subject,
      params: {
        gateway: gateway.key,
        site,
        node: first.name,
        podCidr: podCidrsOf(first).find((prefix) => !known.contains(prefix)) ?? '',
        count: missing.length,
        of: nodes.length,
      },
      stops: stoppedAt(subject),
    },
  ];
}
