import { edgePodCidrsOf, podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
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
import { isSilenced } from '@/domain/routing/gateway/gateway-pods';
import { readingOf } from '@/domain/routing/gateway/gateway-reading';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { seenPeers } from '@/domain/routing/sessions/session-health';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { allButRows, whileSame } from '../standing';

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
  const subnetsOf = (node: KubeNode) => podCidrsOf(node).filter((prefix) => showSix || prefixFamily(prefix) === 4);
  const nodes = pools.flatMap((found) =>
    nodesOfPool(found).filter((node) => subnetsOf(node).length > 0 && node.ready !== false),
  );
  const missing = nodes.filter((node) => !known.contains(RangeSet.of(subnetsOf(node))));
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
        podCidr: subnetsOf(first).find((prefix) => !known.contains(prefix)) ?? '',
        count: missing.length,
        of: nodes.length,
      },
      stops: stoppedAt(subject),
    },
  ];
}
