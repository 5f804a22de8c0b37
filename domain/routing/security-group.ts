import type { Permit, Vpc, VSwitch } from '@/domain/estate/vpc';
import type { EstateIndex } from './estate-index';
import { narrowedTo, withAssumption, type Ending, type Packet } from './packet';
import { deniedPart } from './permits';

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
  return splitByPermits(packet, ingress, group);
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
  const denied = deniedPart(permits, packet.source, packet.destination);
  const allowed = packet.destination.subtract(denied);
  const params = {
    securityGroup: group,
    from: packet.source.toPrefixes().join(', '),
    to: denied.toPrefixes().join(', '),
  };
  const ending: Ending = {
    kind: 'unreachable',
    reason: { code: 'security-group-denies', params },
    finding: 'F21',
    owner: 'cloud',
  };
  return [
    ...(allowed.isEmpty() ? [] : [{ packet: narrowedTo(packet, allowed) }]),
    ...(denied.isEmpty() ? [] : [{ packet: narrowedTo(packet, denied), denied: ending }]),
  ];
}

function groupOf(index: EstateIndex, vSwitch: string): string | undefined {
  for (const cluster of index.view.estate.clusters) {
    const config = cluster.terway?.eniConfig;
    if (Object.values(config?.vswitches ?? {}).some((keys) => keys.includes(vSwitch))) return config?.security_group;
  }
  return undefined;
}

function assumeOpen(packet: Packet, subject: string): Packet {
  return withAssumption(packet, { code: 'security-group-not-read', params: { subject } });
}
