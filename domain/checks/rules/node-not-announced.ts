import type { Cluster } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import { byText } from '@/domain/estate/projection';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, gatewaysOfSite, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { podSubnetsAt } from '@/domain/routing/bgp/announced';
import { isLeftOut } from '@/domain/routing/flannel';
import { announcersOf, type PodSubnet } from '@/domain/routing/gateway/gateway-pods';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * Ready nodes whose pod subnets no node of their LAN announces, and that no gateway of the site has a row of its own for (F03 where that
 * is all of the site, else F04): a LAN without a speaker, or one node that is left out. Said here only where speakers are declared at
 * all, and where nobody reads the gateways; of what those were seen to hold `podRoutesMissing` says it.
 */
export const nodeNotAnnounced: StandingCheck = ({ index }) => {
  const anySpeaks = index.estate.clusters.some(({ nodes = [] }) => nodes.some(({ speaker }) => speaker));
  if (!anySpeaks) return [];
  return index.estate.sites.flatMap(({ key }) => {
    const gateways = gatewaysOfSite(index, key);
    const [first] = gateways;
    if (!first || !gateways.every((gateway) => isOnlyDeclared(index, gateway))) return [];
    const byHand = RangeSet.of(gateways.flatMap(rowsByHand));
    const spoken = podSubnetsAt(index, first).filter((subnet) => isSpokenOf(index, subnet));
    const silent = spoken.filter((each) => announcersOf(each).length === 0 && !byHand.contains(each.podCidr));
    const code = silent.length === spoken.length ? 'F03' : 'F04';
    return unannounced(key, silent).map((each) => ({ ...each, code, severity: 'warning', flows: [] }));
  });
};

function isOnlyDeclared(index: EstateIndex, { key, observed, staticRoutes }: Gateway): boolean {
  const isRead = observed?.routes !== undefined && evidenceOf(index, 'gateway-route', key).kind !== 'stale';
  return !isRead && staticRoutes !== undefined;
}

/** A default route says nothing of pods. */
function rowsByHand({ staticRoutes = [] }: Gateway): readonly Prefix[] {
  return staticRoutes.flatMap((route) => ('nextHop' in route && !route.prefix.endsWith('/0') ? [route.prefix] : []));
}

function isSpokenOf(index: EstateIndex, { found, node, podCidr }: PodSubnet): boolean {
  const isRead = evidenceOf(index, 'node', found.cluster.key).kind !== 'stale';
  return isRead && node.ready !== false && found.pool.interconnect !== 'basic' && prefixFamily(podCidr) === 4;
}

/** One for each LAN of a site, with what keeps its nodes from being announced: nobody announces there, or Flannel leaves them out. */
export function unannounced(site: string, silent: readonly PodSubnet[]): readonly Unannounced[] {
  const inOrder = [...silent].sort((a, b) => byText(a.node.name, b.node.name));
  return [...groupBy(inOrder, ({ found }) => found.pool.lan ?? '')].flatMap(([lan, each]): readonly Unannounced[] => {
    const [first] = each;
    if (!first) return [];
    const { cluster } = first.found;
    const cause = each.every(({ node }) => isLeftOut(node)) && speaksIn(cluster, lan) ? 'flannel' : 'speaker';
    const told = { lan: lan || site, cluster: cluster.key, node: first.node.name, podCidr: first.podCidr };
    const subject = lan ? ({ kind: 'lan', key: lan } as const) : ({ kind: 'site', key: site } as const);
    return [{ kind: 'node-not-announced', owner: 'cluster', subject, params: { ...told, count: each.length, cause } }];
  });
}

type Unannounced = Pick<Finding, 'kind' | 'owner' | 'subject' | 'params'>;

function speaksIn({ nodes = [], nodePools = [] }: Cluster, lan: string): boolean {
  const pools = new Set(nodePools.flatMap((pool) => (pool.lan === lan ? [pool.key] : [])));
  return nodes.some(({ pool, speaker }) => speaker !== undefined && pools.has(pool ?? ''));
}
