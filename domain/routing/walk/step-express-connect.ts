import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { NextHop } from '@/domain/estate/routes';
import { Remembered } from '@/domain/memo';
import { explainUnlearnt } from '../bgp/unlearnt';
import { edgePodRange, evidenceOf, type EstateIndex } from '../estate-index';
import {
  circuitReadiness,
  circuitsToward,
  gatewaysOf,
  interfaceReadiness,
  vbrReadiness,
  type Readiness,
} from '../sessions/link';
import { endOnLink, linkFaultsOf, linkProof } from '../sessions/link-fault';
import {
  hopAt,
  stoppedAtLast,
  withDoubt,
  withHop,
  type Ending,
  type Evidence,
  type Move,
  type Packet,
  type Stop,
} from '../packet';
import { sendByTable, type RouterKind } from './step-table';
import { intoTransit } from './step-transit';
import type { Hop, HopPlace, Reason } from '../verdict';

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
  const [here, there] = [interfaceReadiness(near.status), far ? interfaceReadiness(far.status) : 'ready'];
  const down = here === 'not-ready' ? near : there === 'not-ready' ? far : undefined;
  if (down && evidence.kind !== 'stale') {
    const params = { routerInterface: down.key, status: down.status ?? '' };
    const end: Ending = {
      kind: 'unreachable',
      reason: { code: 'router-interface-not-active', params },
      owner: 'cloud',
    };
    return [{ packet: withHop(packet, hopAt(place, 'stops', evidence)), end }];
  }
  if (router === undefined)
    return [
      unknownAt(packet, place, {
        code: 'router-interface-not-read',
        params: { routerInterface: near.opposite ?? key },
      }),
    ];
  const known = here === 'ready' && there === 'ready';
  const reason: Reason = { code: 'router-interface-status-unknown', params: { routerInterface: key } };
  const passed = doubtful(packet, evidence, known, reason);
  const status = passed === packet ? 'passes' : 'unknown';
  const moved = withHop(passed, hopAt(place, status, evidence));
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
    return [{ packet: withHop(packet, hopAt(place, 'stops', status)), end }];
  }
  const table = vbr.routeTable;
  if (!table?.entries)
    return [unknownAt(packet, place, { code: 'route-table-not-read', params: { router: key, routerKind: 'vbr' } })];
  const evidence = evidenceOf(index, 'route-entry', table.key);
  if (evidence.kind === 'stale') return [unknownAt(packet, place, evidence.reason)];
  const sure = doubtful(packet, status, readiness === 'ready', { code: 'vbr-status-unknown', params: { vbr: key } });
  return sendByTable(table, { index, kind: VBR, router: vbr, packet: sure, place, evidence });
}

const VBR: RouterKind<Vbr> = {
  own: edgePodRange,
  missing: missingOnVbr,
  explain: explainUnlearnt,
  follow: followFromVbr,
};

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

function followFromVbr(index: EstateIndex, vbr: Vbr, packet: Packet, nextHop: NextHop): Move {
  if (nextHop.key === vbr.vlanInterface) return { packet, next: { at: 'circuit-to-gateway', vbr: vbr.key } };
  if (nextHop.kind === 'router-interface') return { packet, next: { at: 'router-interface', key: nextHop.key } };
  const over = intoTransit(index, vbr.key, packet, nextHop);
  if (over) return over;
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
  const chosen = bestOf(index, circuits);
  if (!chosen)
    return unknownAt(packet, { kind: 'vbr', key: vbr.key }, { code: 'circuit-not-known', params: { vbr: vbr.key } });
  const { key, readiness } = chosen;
  const place = { kind: 'physical-connection', key } as const;
  if (readiness === 'not-ready' && evidence.kind !== 'stale') {
    const circuit = index.circuits.get(key);
    const params = { circuit: key, status: circuit?.status ?? '', businessStatus: circuit?.businessStatus ?? '' };
    const end: Ending = {
      kind: 'unreachable',
      reason: { code: 'circuit-not-ready', params },
      finding: 'F26',
      owner: 'cloud',
    };
    return { packet: withHop(packet, hopAt(place, 'stops', evidence)), end };
  }
  const passed = doubtful(packet, evidence, readiness === 'ready', {
    code: 'circuit-status-unknown',
    params: { circuit: key },
  });
  return { packet: withHop(passed, hopAt(place, passed === packet ? 'passes' : 'unknown', evidence)) };
}

const READIEST: readonly Readiness[] = ['ready', 'unknown', 'not-ready'];

/** The readiest of some circuits, of equals the first by name. */
function bestOf(index: EstateIndex, circuits: readonly string[]): { key: string; readiness: Readiness } | null {
  let best: { key: string; readiness: Readiness } | null = null;
  for (const key of circuits) {
    const readiness = circuitReadiness(index.circuits.get(key));
    const order = best ? READIEST.indexOf(readiness) - READIEST.indexOf(best.readiness) : -1;
    if (!best || order < 0 || (order === 0 && key < best.key)) best = { key, readiness };
  }
  return best;
}

/** Over the link of a circuit, where nothing that is known keeps the ends apart. A session that is up over it is believed more. */
function crossLink(
  index: EstateIndex,
  packet: Packet,
  vbr: Vbr,
  gateway: Gateway,
): { packet: Packet } | { end: Ending } {
  const fault = linkFaultsOf(vbr, gateway)[packet.destination.ends(4).length > 0 ? 4 : 6];
  if (!fault || evidenceOf(index, 'vbr').kind === 'stale') return { packet };
  const proof = linkProof(index, vbr, gateway, fault);
  if (proof === null) return { end: endOnLink(fault) };
  return { packet: proof === 'works' ? packet : withDoubt(packet, proof) };
}

type ClearWay = { gateway: string; hop: Hop; next: Stop };

const clearWaysOf = new Remembered<Vbr, readonly ClearWay[] | null>(1);

/** The ways over a VBR's circuits where all of them are known to work, as most do: then they are the same for whatever crosses. Else null. */
function clearWays(index: EstateIndex, vbr: Vbr): readonly ClearWay[] | null {
  const { gateways, physicalConnections } = index.estate;
  return clearWaysOf.of(vbr, [gateways, physicalConnections, index.readings], () => {
    const evidence = evidenceOf(index, 'physical-connection');
    const ways = gatewaysOf(index, vbr).flatMap((gateway): readonly ClearWay[] => {
      const circuit = bestOf(index, circuitsToward(index, vbr, gateway));
      const { 4: four, 6: six } = linkFaultsOf(vbr, gateway);
      if (circuit?.readiness !== 'ready' || four || six) return [];
      const place = { kind: 'physical-connection', key: circuit.key } as const;
      const { key } = gateway;
      return [{ gateway: key, hop: hopAt(place, 'passes', evidence), next: { at: 'gateway', key } }];
    });
    const areAll = ways.length > 0 && ways.length === gatewaysOf(index, vbr).length;
    return areAll && evidence.kind !== 'stale' ? ways : null;
  });
}

/** To the gateways at the far end. One that no circuit or link leads to is left out, as long as there is another one. */
export function stepCircuitToGateway(index: EstateIndex, packet: Packet, key: string): readonly Move[] {
  const vbr = index.vbrs.get(key);
  if (!vbr) return [unknownAt(packet, { kind: 'vbr', key }, { code: 'router-not-read', params: { router: key } })];
  const clear = clearWays(index, vbr);
  if (clear) return clear.map(({ hop, next }) => ({ packet: withHop(packet, hop), next }));
  const apart: Move[] = [];
  const ways = gatewaysOf(index, vbr).flatMap((gateway): readonly Move[] => {
    const crossed = crossCircuit(index, packet, vbr, circuitsToward(index, vbr, gateway));
    if (hasEnded(crossed)) return [];
    const linked = crossLink(index, crossed.packet, vbr, gateway);
    if ('packet' in linked) return [{ packet: linked.packet, next: { at: 'gateway', key: gateway.key } }];
    apart.push({ packet: stoppedAtLast(packet), end: linked.end });
    return [];
  });
  if (ways.length > 0) return ways;
  const crossed = crossCircuit(index, packet, vbr, vbr.physicalConnections);
  if (hasEnded(crossed)) return [crossed];
  if (apart.length > 0) return apart;
  const reason: Reason = { code: 'gateway-not-declared', params: { vbr: key } };
  return [{ packet: crossed.packet, end: { kind: 'unknown', reason, owner: 'idc' } }];
}

export function stepCircuitToVbr(index: EstateIndex, packet: Packet, key: string, from: string): readonly Move[] {
  const vbr = index.vbrs.get(key);
  if (!vbr) return [unknownAt(packet, { kind: 'vbr', key }, { code: 'router-not-read', params: { router: key } })];
  const clear = clearWays(index, vbr)?.find(({ gateway: way }) => way === from);
  if (clear) return [{ packet: withHop(packet, clear.hop), next: { at: 'vbr', key } }];
  const gateway = index.gateways.get(from);
  const circuits = gateway ? circuitsToward(index, vbr, gateway) : vbr.physicalConnections;
  const crossed = crossCircuit(index, packet, vbr, circuits);
  if (hasEnded(crossed)) return [crossed];
  const linked = gateway ? crossLink(index, crossed.packet, vbr, gateway) : crossed;
  if ('packet' in linked) return [{ packet: linked.packet, next: { at: 'vbr', key } }];
  return [{ packet: withHop(packet, { place: { kind: 'vbr', key }, status: 'stops' }), end: linked.end }];
}

function hasEnded(crossed: Move | { packet: Packet }): crossed is Move {
  return 'end' in crossed || 'next' in crossed;
}
