import type { Vbr } from '@/domain/estate/express-connect';
import type { NextHop } from '@/domain/estate/routes';
import { edgePodRange, evidenceOf, type EstateIndex } from './estate-index';
import { circuitReadiness, circuitsToward, gatewaysOf, interfaceReadiness, vbrReadiness } from './link';
import { readAt, withDoubt, withHop, type Ending, type Evidence, type Move, type Packet } from './packet';
import { followMatch } from './step-table';
import { fibOf } from './table-rows';
import type { HopPlace, Reason } from './verdict';

function unknownAt(packet: Packet, place: HopPlace, reason: Reason): Move {
  return { packet: withHop(packet, { place, status: 'unknown' }), end: { kind: 'unknown', reason, owner: 'cloud' } };
}

/** A status that is stale or unheard of is a doubt: it spoils a good end and leaves a bad one as it is. */
function doubtful(packet: Packet, evidence: Evidence, known: boolean, otherwise: Reason): Packet {
  if (evidence.kind === 'stale') return withDoubt(packet, evidence.reason);
  return known ? packet : withDoubt(packet, otherwise);
}

/** Over a pair of router interfaces to the router on the other side. */
export function stepRouterInterface(index: EstateIndex, packet: Packet, key: string): readonly Move[] {
  const place = { kind: 'router-interface', key } as const;
  const near = index.routerInterfaces.get(key);
  if (!near) return [unknownAt(packet, place, { code: 'router-interface-not-read', params: { routerInterface: key } })];
  const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
  const router = far?.router ?? near.oppositeRouter;
  const evidence = evidenceOf(index, 'router-interface');
  const sides = [near, ...(far ? [far] : [])].map((each) => ({ each, readiness: interfaceReadiness(each.status) }));
  const down = evidence.kind === 'stale' ? undefined : sides.find(({ readiness }) => readiness === 'not-ready');
  if (down) {
    const params = { routerInterface: down.each.key, status: down.each.status ?? '' };
    const end: Ending = {
      kind: 'unreachable',
      reason: { code: 'router-interface-not-active', params },
      owner: 'cloud',
    };
    return [{ packet: withHop(packet, { place, status: 'stops', ...readAt(evidence) }), end }];
  }
  if (router === undefined)
    return [
      unknownAt(packet, place, {
        code: 'router-interface-not-read',
        params: { routerInterface: near.opposite ?? key },
      }),
    ];
  const known = sides.every(({ readiness }) => readiness === 'ready');
  const reason: Reason = { code: 'router-interface-status-unknown', params: { routerInterface: key } };
  const passed = doubtful(packet, evidence, known, reason);
  const status = passed === packet ? 'passes' : 'unknown';
  const moved = withHop(passed, { place, status, ...readAt(evidence) });
  if (index.vbrs.has(router)) return [{ packet: moved, next: { at: 'vbr', key: router } }];
  if (index.vpcs.has(router)) return [{ packet: moved, next: { at: 'vpc', vpc: router, table: null } }];
  return [unknownAt(packet, place, { code: 'router-not-read', params: { router } })];
}

/** A VBR forwards by its one table: to the data centre through its VLAN interface, to a VPC through a router interface. */
export function stepVbr(index: EstateIndex, packet: Packet, key: string): readonly Move[] {
  const place = { kind: 'vbr', key } as const;
  const vbr = index.vbrs.get(key);
  if (!vbr) return [unknownAt(packet, place, { code: 'router-not-read', params: { router: key } })];
  const status = evidenceOf(index, 'vbr');
  const readiness = vbrReadiness(vbr);
  if (readiness === 'not-ready' && status.kind !== 'stale') {
    const reason: Reason = { code: 'vbr-not-active', params: { vbr: key, status: vbr.status ?? '' } };
    const end: Ending = { kind: 'unreachable', reason, finding: 'F26', owner: 'cloud' };
    return [{ packet: withHop(packet, { place, status: 'stops', ...readAt(status) }), end }];
  }
  const table = vbr.routeTable;
  if (!table?.entries)
    return [unknownAt(packet, place, { code: 'route-table-not-read', params: { router: key, routerKind: 'vbr' } })];
  const evidence = evidenceOf(index, 'route-entry', table.key);
  if (evidence.kind === 'stale') return [unknownAt(packet, place, evidence.reason)];
  const sure = doubtful(packet, status, readiness === 'ready', { code: 'vbr-status-unknown', params: { vbr: key } });
  return fibOf(table)
    .lookup(packet.destination)
    .flatMap((match) =>
      followMatch(match, {
        packet: sure,
        place,
        ...readAt(evidence),
        owner: 'cloud',
        own: edgePodRange(index),
        missing: (missed) => missingOnVbr(index, vbr, missed),
        follow: (passed, nextHop) => followFromVbr(passed, vbr, nextHop),
      }),
    );
}

/** Toward edge pods a missing row is F01; toward hosts and VPCs it is a required route (V4). */
function missingOnVbr(index: EstateIndex, vbr: Vbr, { destination }: Packet): Ending {
  const params = {
    router: vbr.key,
    routerKind: 'vbr',
    routeTable: vbr.routeTable?.key ?? '',
    prefix: destination.firstPrefix() ?? '',
  };
  const finding = edgePodRange(index).contains(destination) ? 'F01' : 'V4';
  return { kind: 'unreachable', reason: { code: 'no-route', params }, finding, owner: 'cloud' };
}

function followFromVbr(packet: Packet, vbr: Vbr, nextHop: NextHop): Move {
  if (nextHop.key === vbr.vlanInterface) return { packet, next: { at: 'circuit-to-gateway', vbr: vbr.key } };
  if (nextHop.kind === 'router-interface') return { packet, next: { at: 'router-interface', key: nextHop.key } };
  const params = { router: vbr.key, routerKind: 'vbr', nextHop: nextHop.key, kind: nextHop.kind };
  return { packet, end: { kind: 'unknown', reason: { code: 'next-hop-not-read', params }, owner: 'cloud' } };
}

/** By one of several circuits with the same ends: they work while one of them does. */
function crossCircuit(
  index: EstateIndex,
  packet: Packet,
  vbr: Vbr,
  circuits: readonly string[],
): Move | { packet: Packet } {
  const evidence = evidenceOf(index, 'physical-connection');
  const all = [...circuits].sort().map((key) => ({ key, circuit: index.circuits.get(key) }));
  const first = all[0];
  if (!first)
    return unknownAt(packet, { kind: 'vbr', key: vbr.key }, { code: 'circuit-not-known', params: { vbr: vbr.key } });
  const ready = all.find(({ circuit }) => circuitReadiness(circuit) === 'ready');
  const maybe = all.find(({ circuit }) => circuitReadiness(circuit) === 'unknown');
  const chosen = ready ?? maybe ?? first;
  const place = { kind: 'physical-connection', key: chosen.key } as const;
  if (!ready && !maybe && evidence.kind !== 'stale') {
    const params = {
      circuit: chosen.key,
      status: chosen.circuit?.status ?? '',
      businessStatus: chosen.circuit?.businessStatus ?? '',
    };
    const end: Ending = {
      kind: 'unreachable',
      reason: { code: 'circuit-not-ready', params },
      finding: 'F26',
      owner: 'cloud',
    };
    return { packet: withHop(packet, { place, status: 'stops', ...readAt(evidence) }), end };
  }
  const passed = doubtful(packet, evidence, ready !== undefined, {
    code: 'circuit-status-unknown',
    params: { circuit: chosen.key },
  });
  return { packet: withHop(passed, { place, status: passed === packet ? 'passes' : 'unknown', ...readAt(evidence) }) };
}

/** To the gateways at the far end. One whose circuits are all down is left out, as long as another one's is not. */
export function stepCircuitToGateway(index: EstateIndex, packet: Packet, key: string): readonly Move[] {
  const vbr = index.vbrs.get(key);
  if (!vbr) return [unknownAt(packet, { kind: 'vbr', key }, { code: 'router-not-read', params: { router: key } })];
  const ways = gatewaysOf(index, vbr).flatMap((gateway): readonly Move[] => {
    const crossed = crossCircuit(index, packet, vbr, circuitsToward(index, vbr, gateway));
    return hasEnded(crossed) ? [] : [{ packet: crossed.packet, next: { at: 'gateway', key: gateway.key } }];
  });
  if (ways.length > 0) return ways;
  const crossed = crossCircuit(index, packet, vbr, vbr.physicalConnections);
  if (hasEnded(crossed)) return [crossed];
  const reason: Reason = { code: 'gateway-not-declared', params: { vbr: key } };
  return [{ packet: crossed.packet, end: { kind: 'unknown', reason, owner: 'idc' } }];
}

export function stepCircuitToVbr(index: EstateIndex, packet: Packet, key: string, from: string): readonly Move[] {
  const vbr = index.vbrs.get(key);
  if (!vbr) return [unknownAt(packet, { kind: 'vbr', key }, { code: 'router-not-read', params: { router: key } })];
  const gateway = index.gateways.get(from);
  const circuits = gateway ? circuitsToward(index, vbr, gateway) : vbr.physicalConnections;
  const crossed = crossCircuit(index, packet, vbr, circuits);
  return hasEnded(crossed) ? [crossed] : [{ packet: crossed.packet, next: { at: 'vbr', key } }];
}

function hasEnded(crossed: Move | { packet: Packet }): crossed is Move {
  return 'end' in crossed || 'next' in crossed;
}
