import type { Gateway } from '@/domain/estate/gateway';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, gatewaysOfSite, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { podSubnetsAt } from '@/domain/routing/bgp/announced';
import { announcersOf, type PodSubnet } from '@/domain/routing/gateway/gateway-pods';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * Ready nodes whose pod subnets no node of their LAN announces, and that no gateway of the site has a row of its own for (V12): a LAN
 * without a speaker, or one node that is left out. Said only where speakers are declared at all, and where nobody reads the gateways:
 * what those hold is F03 and F04.
 */
export const nodeNotAnnounced: StandingCheck = ({ index }) => {
  const anySpeaks = index.estate.clusters.some(({ nodes = [] }) => nodes.some(({ speaker }) => speaker));
  if (!anySpeaks) return [];
  return index.estate.sites.flatMap(({ key }) => {
    const gateways = gatewaysOfSite(index, key);
    const [first] = gateways;
    if (!first || !gateways.every((gateway) => isOnlyDeclared(index, gateway))) return [];
    const byHand = RangeSet.of(gateways.flatMap(rowsByHand));
    const silent = podSubnetsAt(index, first).filter(
      (subnet) => isSpokenOf(index, subnet) && announcersOf(subnet).length === 0 && !byHand.contains(subnet.podCidr),
    );
    return [...groupBy(silent, ({ found }) => found.pool.lan)].flatMap(([lan, each]) => findingOf(lan, each));
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

function findingOf(lan: string, silent: readonly PodSubnet[]): readonly Finding[] {
  const first = silent[0];
  if (!first) return [];
  const { cluster } = first.found;
  const params = { lan, cluster: cluster.key, node: first.node.name, podCidr: first.podCidr, count: silent.length };
  const subject = { kind: 'lan', key: lan } as const;
  return [
    { code: 'V12', kind: 'node-not-announced', severity: 'warning', owner: 'cluster', subject, params, flows: [] },
  ];
}
