import type { Ending, Expectation, Packet } from './packet';

/**
 * The end of a packet that some place takes in. Taken in by the wrong place means that two places hold the same addresses
 * (F05); doubts gathered on the way make a good end an unknown one.
 */
export function arriveAt(packet: Packet, where: Expectation): Ending {
  const { expected } = packet.journey;
  if (expected && !isSamePlace(expected, where)) return takenElsewhere(expected, where);
  const { doubt } = packet;
  return doubt ? { kind: 'unknown', reason: doubt, at: where } : { kind: 'reachable', at: where };
}

export function isSamePlace(a: Expectation, b: Expectation): boolean {
  return a.kind === b.kind && a.key === b.key;
}

export function takenElsewhere(expected: Expectation, where: Expectation): Ending {
  return {
    kind: 'unreachable',
    reason: { code: 'delivered-elsewhere', params: { expected: expected.key, actual: where.key } },
    finding: 'F05',
    owner: where.kind === 'vpc' ? 'cloud' : 'idc',
  };
}
