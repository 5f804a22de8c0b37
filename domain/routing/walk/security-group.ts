import { addressesOf, type Cluster } from '@/domain/estate/cluster';
import type { Permit, Vpc, VSwitch } from '@/domain/estate/vpc';
import { oncePer, oncePerPair } from '@/domain/memo';
import { addressFamily, widthOf } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { staleIn, worthsOfCluster } from '../cluster-reading';
import { groupBy, type EstateIndex } from '../estate-index';
import { narrowedTo, partOf, withAssumption, withDoubt, type Ending, type Packet } from '../packet';
import { sortByPermits, type Block } from '../tables/permits';
import type { Reason } from '../verdict';

export type Admitted = { packet: Packet; denied?: Ending };

/**
 * Security groups of who stands in a vSwitch: of pods as Terway's configuration says, of nodes the cluster's. Several groups permit
 * what any of them does. An empty list denies; a list nobody read is an assumption; which groups it was when somebody looked last is
 * a doubt. Answers to what was let through pass: security groups keep state.
 */
export function admit(index: EstateIndex, packet: Packet, vpc: Vpc, vSwitch: VSwitch): readonly Admitted[] {
  if (packet.journey.requests) return [{ packet }];
  return ofEach(standingIn(index, vpc, vSwitch, packet.destination), ({ part, groups, doubt }) => {
    const arriving = narrowedTo(packet, part);
    return doubt ? [{ packet: withDoubt(arriving, doubt) }] : letIn(index, arriving, vpc, groups, vSwitch.key);
  });
}

/** Nearly always those of one vSwitch are all alike. */
function ofEach(parts: readonly Standing[], admitted: (part: Standing) => readonly Admitted[]): readonly Admitted[] {
  const [only, another] = parts;
  return only && !another ? admitted(only) : parts.flatMap(admitted);
}

function letIn(index: EstateIndex, packet: Packet, vpc: Vpc, groups: Groups, subject: string): readonly Admitted[] {
  if (groups.length === 0) return [{ packet: assumeOpen(packet, subject) }];
  const admitted: Admitted[] = [];
  let strangers = packet.source;
  for (const group of groups) {
    const members = strangers.intersect(membersOf(index, vpc, group));
    if (members.isEmpty()) continue;
    admitted.push({ packet: assumeOneGroup(partOf(packet, members, packet.destination), group) });
    strangers = strangers.subtract(members);
  }
  if (strangers.isEmpty()) return admitted;
  const ingress = ingressOf(vpc, groups);
  const unread = groups.find((group) => permitsOf(vpc, group) === undefined);
  const sorted = splitByPermits(partOf(packet, strangers, packet.destination), ingress, groups);
  // What no permit that was read lets in, one that was not may.
  const decided = unread === undefined ? sorted : sorted.map((each) => openInstead(each, unread));
  return [...admitted, ...decided];
}

const ingressOf = oncePerPair((vpc: Vpc, groups: Groups): readonly Permit[] =>
  groups.flatMap((group) => permitsOf(vpc, group) ?? []).filter((each) => each.direction !== 'egress'),
);

function openInstead({ packet, denied }: Admitted, unread: string): Admitted {
  return { packet: denied ? assumeOpen(packet, unread) : packet };
}

/** A basic security group lets its members reach each other until its policy inside is changed; nothing reads that policy. */
function assumeOneGroup(packet: Packet, group: string): Packet {
  return withAssumption(packet, { code: 'security-group-inside-open', params: { group } });
}

/** Egress is open unless egress permits are listed, in every group. */
export function leave(index: EstateIndex, packet: Packet, vpc: Vpc, vSwitch: VSwitch): readonly Admitted[] {
  if (packet.journey.requests) return [{ packet }];
  return ofEach(standingIn(index, vpc, vSwitch, packet.source), ({ part, groups, doubt }) => {
    const leaving = partOf(packet, part, packet.destination);
    if (doubt) return [{ packet: withDoubt(leaving, doubt) }];
    const egress = groups.map((group) =>
      (permitsOf(vpc, group) ?? []).filter(({ direction }) => direction === 'egress'),
    );
    if (egress.length === 0 || egress.some((permits) => permits.length === 0)) return [{ packet: leaving }];
    return splitByPermits(leaving, egress.flat(), groups);
  });
}

function splitByPermits(packet: Packet, permits: readonly Permit[], groups: Groups): readonly Admitted[] {
  const { allowed, denied } = sortByPermits(permits, packet);
  return [
    ...allowed.map(({ source, destination }) => ({ packet: partOf(packet, source, destination) })),
    ...denied.map((block) => ({
      packet: partOf(packet, block.source, block.destination),
      denied: deniedByGroup(groups, block),
    })),
  ];
}

function deniedByGroup(groups: Groups, { source, destination }: Block): Ending {
  const params = {
    securityGroup: groups.join(', '),
    from: source.toPrefixes().join(', '),
    to: destination.toPrefixes().join(', '),
  };
  return {
    kind: 'unreachable',
    reason: { code: 'security-group-denies', params },
    finding: 'F21',
    owner: 'cloud',
  };
}

function assumeOpen(packet: Packet, subject: string): Packet {
  return withAssumption(packet, { code: 'security-group-not-read', params: { subject } });
}

type Groups = readonly string[];

function permitsOf({ securityGroups }: Vpc, group: string): readonly Permit[] | undefined {
  return securityGroups?.find(({ key }) => key === group)?.permits;
}

/** Terway joins what stands under both names (terway, types/daemon/config.go). */
export const podGroupsOf = oncePer((cluster: Cluster): Groups => {
  const { security_group: one, security_groups: several = [] } = cluster.terway?.eniConfig ?? {};
  return [...new Set([...(one === undefined ? [] : [one]), ...several])].sort();
});

/** The cluster whose pods are in each vSwitch; the first that names a vSwitch is believed. */
const clusterByVSwitch = oncePer((clusters: readonly Cluster[]): ReadonlyMap<string, Cluster> => {
  const naming = new Map<string, Cluster>();
  for (const cluster of clusters)
    for (const vSwitch of Object.values(cluster.terway?.eniConfig?.vswitches ?? {}).flat())
      if (!naming.has(vSwitch)) naming.set(vSwitch, cluster);
  return naming;
});

function podGroupsIn(clusters: readonly Cluster[], vSwitch: string): Groups {
  const cluster = clusterByVSwitch(clusters).get(vSwitch);
  return cluster ? podGroupsOf(cluster) : NO_GROUPS;
}

/** The vSwitches that a cluster's Terway gives its pods addresses of. */
export function podVSwitchesOf(index: EstateIndex, { vSwitches = [] }: Vpc): readonly VSwitch[] {
  return vSwitches.filter(({ key }) => clusterByVSwitch(index.estate.clusters).has(key));
}

const NO_GROUPS: Groups = [];

/** Nodes of a cluster in the cloud. They stand in vSwitches like pods, in a group of their own. */
const cloudNodesOf = oncePer(({ nodes = [], nodePools = [] }: Cluster) => {
  const inCloud = new Set(nodePools.filter(({ kind }) => kind === 'cloud').map(({ key }) => key));
  const addresses = nodes.filter(({ pool = '', edge }) => inCloud.has(pool) || edge === false).flatMap(addressesOf);
  const hosts = addresses.map((address) => parsePrefix(`${address}/${widthOf(addressFamily(address))}`));
  return { range: RangeSet.of(hosts), named: [...addresses].sort().join(' ') };
});

const clustersByVpc = oncePer((clusters: readonly Cluster[]) =>
  groupBy(
    clusters.filter(({ securityGroup }) => securityGroup !== undefined),
    ({ vpc }) => vpc,
  ),
);

/** Which nodes of a VPC are in which group, in words: the same while that is. */
export function nodesInGroups(index: EstateIndex, { key }: Vpc): readonly unknown[] {
  const clusters = clustersByVpc(index.estate.clusters).get(key) ?? [];
  return clusters.flatMap((cluster) => [
    ...[cluster.securityGroup, cloudNodesOf(cluster).named],
    ...worthsOfCluster(index, cluster),
  ]);
}

const nodeGroups = oncePerPair((clusters: readonly Cluster[], { key, vSwitches = [] }: Vpc) => {
  let free = RangeSet.of(vSwitches.map(({ prefix }) => prefix));
  const nodes: { cluster: Cluster; range: RangeSet; groups: Groups }[] = [];
  for (const cluster of clustersByVpc(clusters).get(key) ?? []) {
    const range = cloudNodesOf(cluster).range.intersect(free);
    if (range.isEmpty() || cluster.securityGroup === undefined) continue;
    free = free.subtract(range);
    nodes.push({ cluster, range, groups: [cluster.securityGroup] });
  }
  return { nodes, all: RangeSet.union(nodes.map(({ range }) => range)) };
});

type Standing = { part: RangeSet; groups: Groups; doubt?: Reason | undefined };

/** Some addresses of a vSwitch, by the groups of who stands there. */
function standingIn(index: EstateIndex, vpc: Vpc, vSwitch: VSwitch, range: RangeSet): readonly Standing[] {
  const { clusters } = index.estate;
  const { nodes, all } = nodeGroups(clusters, vpc);
  const naming = clusterByVSwitch(clusters).get(vSwitch.key);
  const ofPods = {
    groups: naming ? podGroupsOf(naming) : NO_GROUPS,
    doubt: naming && staleIn(index, naming, ['eni-config']),
  };
  if (!all.meets(range)) return [{ part: range, ...ofPods }];
  const parts = nodes.map(({ cluster, range: own, groups }) => {
    return { part: range.intersect(own), groups, doubt: staleIn(index, cluster, ['cluster', 'node']) };
  });
  return [{ part: range.subtract(all), ...ofPods }, ...parts].filter(({ part }) => !part.isEmpty());
}

/** Everybody of a VPC in each group. */
const membersByGroup = oncePerPair((clusters: readonly Cluster[], vpc: Vpc) => {
  const { nodes, all } = nodeGroups(clusters, vpc);
  const pods = (vpc.vSwitches ?? []).flatMap(({ key, prefix }) =>
    podGroupsIn(clusters, key).map((group) => ({ group, range: RangeSet.of([prefix]) })),
  );
  const ranges = [
    ...pods.map(({ group, range }) => ({ group, range: range.subtract(all) })),
    ...nodes.flatMap(({ groups, range }) => groups.map((group) => ({ group, range }))),
  ];
  const byGroup = groupBy(ranges, ({ group }) => group);
  return new Map([...byGroup].map(([group, own]) => [group, RangeSet.union(own.map(({ range }) => range))]));
});

function membersOf(index: EstateIndex, vpc: Vpc, group: string): RangeSet {
  return membersByGroup(index.estate.clusters, vpc).get(group) ?? RangeSet.empty;
}
