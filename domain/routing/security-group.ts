import type { Permit, Vpc, VSwitch } from '@/domain/estate/vpc';
import { oncePer, oncePerPair } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import { groupBy, type EstateIndex } from './estate-index';
import { withAssumption, type Ending, type Packet } from './packet';
import { sortByPermits, type Block } from './permits';

export type Admitted = { packet: Packet; denied?: Ending };

/**
 * Security groups of the pods in a vSwitch: which one follows from Terway's configuration. An empty list denies; a list
 * nobody read is an assumption. Answers to what was let through pass: security groups keep state.
 */
export function admit(index: EstateIndex, packet: Packet, vpc: Vpc, vSwitch: VSwitch): readonly Admitted[] {
  if (packet.reply) return [{ packet }];
  const group = groupOf(index, vSwitch.key);
  if (group === undefined) return [{ packet: assumeOpen(packet, vSwitch.key) }];
  const permits = vpc.securityGroups?.find((each) => each.key === group)?.permits;
  if (permits === undefined) return [{ packet: assumeOpen(packet, group) }];
  const ingress = permits.filter((each) => each.direction !== 'egress');
  const members = packet.source.intersect(membersOf(index, vpc, group));
  const strangers = packet.source.subtract(members);
  return [
    ...(members.isEmpty() ? [] : [{ packet: assumeOneGroup({ ...packet, source: members }, group) }]),
    ...(strangers.isEmpty() ? [] : splitByPermits({ ...packet, source: strangers }, ingress, group)),
  ];
}

/** A basic security group lets its members reach each other until its policy inside is changed; nothing reads that policy. */
function assumeOneGroup(packet: Packet, group: string): Packet {
  return withAssumption(packet, { code: 'security-group-inside-open', params: { group } });
}

const membersByGroup = oncePerPair((index: EstateIndex, { vSwitches = [] }: Vpc) => {
  const groups = groupBy(vSwitches, ({ key }) => groupOf(index, key));
  return new Map([...groups].map(([group, own]) => [group, RangeSet.of(own.map(({ prefix }) => prefix))]));
});

function membersOf(index: EstateIndex, vpc: Vpc, group: string): RangeSet {
  return membersByGroup(index, vpc).get(group) ?? RangeSet.empty;
}

/** Egress is open unless egress permits are listed. */
export function leave(index: EstateIndex, packet: Packet, vpc: Vpc, vSwitch: VSwitch): readonly Admitted[] {
  const group = groupOf(index, vSwitch.key);
  const permits = vpc.securityGroups?.find((each) => each.key === group)?.permits ?? [];
  const egress = permits.filter((each) => each.direction === 'egress');
  if (packet.reply || group === undefined || egress.length === 0) return [{ packet }];
  return splitByPermits(packet, egress, group);
}

function splitByPermits(packet: Packet, permits: readonly Permit[], group: string): readonly Admitted[] {
  const { allowed, denied } = sortByPermits(permits, packet);
  return [
    ...allowed.map((block) => ({ packet: { ...packet, ...block } })),
    ...denied.map((block) => ({ packet: { ...packet, ...block }, denied: deniedByGroup(group, block) })),
  ];
}

function deniedByGroup(group: string, { source, destination }: Block): Ending {
  const params = {
    securityGroup: group,
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

/** The security group of the pods in each vSwitch; the first cluster that names a vSwitch is believed. */
const groupByVSwitch = oncePer(({ estate }: EstateIndex) => {
  const groups = new Map<string, string | undefined>();
  for (const { terway } of estate.clusters)
    for (const vSwitch of Object.values(terway?.eniConfig?.vswitches ?? {}).flat())
      if (!groups.has(vSwitch)) groups.set(vSwitch, terway?.eniConfig?.security_group);
  return groups;
});

function groupOf(index: EstateIndex, vSwitch: string): string | undefined {
  return groupByVSwitch(index).get(vSwitch);
}

function assumeOpen(packet: Packet, subject: string): Packet {
  return withAssumption(packet, { code: 'security-group-not-read', params: { subject } });
}
