import { edgePodCidrsOf, podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import { byText } from '@/domain/estate/projection';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { podSubnetsAt } from '@/domain/routing/bgp/announced';
import { hostOf, localHosts } from '@/domain/routing/sessions/bgp-session';
import {
  edgePoolsAt,
  evidenceOf,
  gatewaysOfSite,
  groupBy,
  nodesOfPool,
  type EstateIndex,
} from '@/domain/routing/estate-index';
import { announcersOf, isSilenced, type PodSubnet } from '@/domain/routing/gateway/gateway-pods';
import { readingOf } from '@/domain/routing/gateway/gateway-reading';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { seenPeers } from '@/domain/routing/sessions/session-health';
import type { Verdict } from '@/domain/routing/verdict';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { allButRows, whileSame } from '../standing';
import { unannounced } from './node-not-announced';

/**
 * Pod subnets of a site that none of its gateways has in its own table (F03 where there is none at all, F04 where some are
 * missing): announced and not taken by the gateway, or announced by no node. What the gateways were seen to hold decides, not what is declared of them; the default route and the gateway's own
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

/**
 * GoBGP shows what it learnt and nothing else: there the static routes have to be declared before anything can be missing. Where
 * nobody reads the table, what its sessions surely do not bring is missing from it.
 */
function siteRoutes(index: EstateIndex, gateway: Gateway): readonly Prefix[] | null {
  const { key, driver, observed, staticRoutes } = gateway;
  const routes = evidenceOf(index, 'gateway-route', key).kind === 'stale' ? undefined : observed?.routes;
  if (staticRoutes === undefined && (!routes || driver === 'gobgp')) return null;
  if (!routes && !seenPeers(index, gateway)) return null;
  // Back to the cloud, or on to another gateway: then it is that one's table which has to have them.
  const elsewhere = new Set([
    ...vbrsOf(index, gateway).flatMap(localHosts),
    ...gatewaysOfSite(index, gateway.site).flatMap(({ interfaces }) =>
      interfaces.map(({ address }) => hostOf(address)),
    ),
  ]);
  const fixed = !routes || driver === 'gobgp' ? (staticRoutes ?? []).filter((route) => 'nextHop' in route) : [];
  const rows = [...(routes ?? []).filter(({ best, discard }) => best && !discard), ...fixed]
    .filter(({ nextHop }) => nextHop !== undefined && !elsewhere.has(nextHop))
    .map(({ prefix }) => prefix);
  if (routes) return rows;
  const perhaps = podSubnetsAt(index, gateway).filter((subnet) => !isSilenced(index, gateway, subnet));
  return [...rows, ...perhaps.map(({ podCidr }) => podCidr)];
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
  // Of IPv6 nothing is missing from a table that was read without it.
  const showSix = gateways.every((each) => !each.observed?.routes || readingOf(index, each, 6) !== null);
  const subnets = pools.flatMap((found) =>
    nodesOfPool(found)
      .filter(({ ready }) => ready !== false)
      .flatMap((node) => podCidrsOf(node).map((podCidr): PodSubnet => ({ found, node, podCidr })))
      .filter(({ podCidr }) => showSix || prefixFamily(podCidr) === 4),
  );
  const missing = subnets.filter(({ podCidr }) => !known.contains(podCidr));
  const code = nodesIn(missing) === nodesIn(subnets) ? 'F03' : 'F04';
  const announced = missing.filter((each) => announcersOf(each).length > 0);
  const silent = unannounced(
    site,
    missing.filter((each) => !announced.includes(each)),
  );
  return [
    ...notTaken(index, gateways, announced).map((each) => {
      return { ...each, code, params: { ...each.params, site, of: nodesIn(subnets) } };
    }),
    ...silent.map((each): Fault => ({ ...each, code, severity: 'error', stops: wantsOf(missing) })),
  ];
}

function nodesIn(subnets: readonly PodSubnet[]): number {
  return new Set(subnets.map(({ node }) => node)).size;
}

/** What some node announces and no gateway has: their sessions and filters. */
function notTaken(index: EstateIndex, gateways: readonly Gateway[], announced: readonly PodSubnet[]): readonly Fault[] {
  const [first] = [...announced].sort((a, b) => byText(a.node.name, b.node.name));
  const gateway = nearest(index, gateways, first?.node);
  if (!gateway || !first) return [];
  const subject = { kind: 'gateway', key: gateway.key } as const;
  const { node, podCidr } = first;
  const params = { gateway: gateway.key, node: node.name, podCidr, count: nodesIn(announced) };
  const stops = stoppedAt(subject);
  return [{ code: 'F04', kind: 'pod-routes-missing', severity: 'error', owner: 'idc', subject, params, stops }];
}

function wantsOf(missing: readonly PodSubnet[]): Fault['stops'] {
  const prefixes = new Set<unknown>(missing.map(({ podCidr }) => podCidr));
  const wants = ({ kind, reason }: Verdict) =>
    kind === 'unreachable' && reason?.code === 'pod-subnet-not-announced' && prefixes.has(reason.params.prefix);
  return ({ forward, back }) => wants(forward) || wants(back);
}
