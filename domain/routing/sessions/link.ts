import type { PhysicalConnection, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { oncePer, oncePerPair, Remembered } from '@/domain/memo';
import { gatewaysAt, ownsAddressOn, peerHosts } from './bgp-session';
import type { EstateIndex } from '../estate-index';

/** Whether a device may carry traffic: `unknown` is what nobody reported, or a word nobody knows. */
export type Readiness = 'ready' | 'not-ready' | 'unknown';

// Express Connect, DescribeVirtualBorderRouters and DescribePhysicalConnections: the published statuses.
const VBR_NOT_READY = ['unconfirmed', 'terminating', 'terminated', 'recovering', 'deleting', 'pending'];
const CIRCUIT_NOT_READY = [
  'initial',
  'approved',
  'allocating',
  'allocated',
  'confirmed',
  'rejected',
  'canceled',
  'allocation failed',
  'terminating',
  'terminated',
];
const CIRCUIT_LOCKED = ['financiallocked', 'securitylocked'];
const INTERFACE_NOT_READY = [
  'idle',
  'connecting',
  'acceptingconnecting',
  'activating',
  'inactive',
  'deactivating',
  'rejecting',
  'deleting',
  'deleted',
];

function readiness(status: string | undefined, good: string, bad: readonly string[]): Readiness {
  if (status === good) return 'ready';
  const word = status?.toLowerCase();
  if (word === good) return 'ready';
  return word !== undefined && bad.includes(word) ? 'not-ready' : 'unknown';
}

export function vbrReadiness(vbr: Pick<Vbr, 'status'>): Readiness {
  return readiness(vbr.status, 'active', VBR_NOT_READY);
}

export function interfaceReadiness(status: string | undefined): Readiness {
  return readiness(status, 'active', INTERFACE_NOT_READY);
}

/** An attachment of which no status is told is taken to be attached: it is declared, not observed. */
export function attachmentReadiness({ status = 'attached' }: { status?: string | undefined }): Readiness {
  return readiness(status, 'attached', ['attaching', 'detached', 'detaching', 'creating', 'deleting']);
}

/** A circuit carries traffic when it is enabled and its bill is paid. */
export function circuitReadiness(
  circuit: Pick<PhysicalConnection, 'status' | 'businessStatus'> | undefined,
): Readiness {
  if (!circuit) return 'unknown';
  const line = readiness(circuit.status, 'enabled', CIRCUIT_NOT_READY);
  const bill = readiness(circuit.businessStatus, 'normal', CIRCUIT_LOCKED);
  if (line === 'not-ready' || bill === 'not-ready') return 'not-ready';
  return line === 'ready' && bill === 'ready' ? 'ready' : 'unknown';
}

/** Whether a gateway is what stands at the far end of a VBR's link. */
export function isLinked(vbr: Vbr, gateway: Gateway): boolean {
  if (peerHosts(vbr).some((peer) => ownsAddressOn(gateway, peer, vbr))) return true;
  return gateway.interfaces.some(
    (each) =>
      each.circuit !== undefined &&
      vbr.physicalConnections.includes(each.circuit) &&
      (each.vlanId === undefined || vbr.vlanId === undefined || each.vlanId === vbr.vlanId),
  );
}

/**
 * The circuits of a VBR that end at this gateway: those that its interfaces name. Where they name none of them, those that end at
 * its site, or all of them where nobody says where they end.
 */
export function circuitsToward(index: EstateIndex, vbr: Vbr, gateway: Gateway): readonly string[] {
  const all = vbr.physicalConnections;
  if (all.length < 2) return all;
  const named = all.filter((key) => gateway.interfaces.some(({ circuit }) => circuit === key));
  if (named.length > 0) return named;
  const near = all.filter((key) => (index.circuits.get(key)?.site ?? gateway.site) === gateway.site);
  return near.length > 0 ? near : all;
}

const gatewaysByCircuit = oncePer((gateways: readonly Gateway[]) =>
  groupPairs(gateways.flatMap((gateway) => gateway.interfaces.map((each) => [each.circuit, gateway] as const))),
);
const gatewaysBySite = oncePer((gateways: readonly Gateway[]) => groupPairs(gateways.map((each) => [each.site, each])));

function groupPairs(
  pairs: readonly (readonly [string | undefined, Gateway])[],
): ReadonlyMap<string, ReadonlySet<Gateway>> {
  const groups = new Map<string, Set<Gateway>>();
  for (const [key, gateway] of pairs) {
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.add(gateway);
    else groups.set(key, new Set([gateway]));
  }
  return groups;
}

/** Kept with a VBR's list of circuits, which its copies share: a changed route does not change where a VBR leads. */
const linkedGateways = new Remembered<readonly string[], readonly Gateway[]>();

/** The gateways a VBR hands its traffic to, in the order of the estate: linked ones, else those of the sites its circuits end at. */
export function gatewaysOf(index: EstateIndex, vbr: Vbr): readonly Gateway[] {
  const { gateways, physicalConnections } = index.estate;
  const alike = gatewaysAlike(gateways, physicalConnections);
  const known = alike.get(vbr);
  if (known) return known;
  const found = lookForGateways(index, vbr);
  alike.set(vbr, found);
  return found;
}

/** Of one list of gateways and one of circuits a VBR that is the same has the same gateways, whatever else is another. */
const gatewaysAlike = oncePerPair(
  (_: readonly Gateway[], __: readonly PhysicalConnection[]) => new WeakMap<Vbr, readonly Gateway[]>(),
);

function lookForGateways(index: EstateIndex, vbr: Vbr): readonly Gateway[] {
  const sites = vbr.physicalConnections.map((key) => index.circuits.get(key)?.site);
  const rests = [index.estate.gateways, vbr.peerGatewayAddress, vbr.peerGatewayAddress6, vbr.vlanId, ...sites];
  return linkedGateways.of(vbr.physicalConnections, rests, () => findGateways(index, vbr));
}

function findGateways(index: EstateIndex, vbr: Vbr): readonly Gateway[] {
  const { gateways } = index.estate;
  const near = new Set<Gateway>();
  for (const peer of peerHosts(vbr)) for (const gateway of gatewaysAt(index, peer)) near.add(gateway);
  for (const circuit of vbr.physicalConnections)
    for (const gateway of gatewaysByCircuit(gateways).get(circuit) ?? []) near.add(gateway);
  const linked = inOrder(index, near).filter((gateway) => isLinked(vbr, gateway));
  if (linked.length > 0) return linked;
  const sites = vbr.physicalConnections.map((key) => index.circuits.get(key)?.site);
  return inOrder(index, new Set(sites.flatMap((site) => [...(gatewaysBySite(gateways).get(site ?? '') ?? [])])));
}

function inOrder(index: EstateIndex, some: ReadonlySet<Gateway>): readonly Gateway[] {
  return some.size < 2 ? [...some] : [...index.gateways.values()].filter((gateway) => some.has(gateway));
}

const linkedVbrs = new Remembered<readonly Gateway[], ReadonlyMap<Gateway, readonly string[]>>();

/** By name: the same while each VBR leads where it did, whatever else of it is another. */
const vbrsByGateway = oncePer((index: EstateIndex) => {
  const leads: unknown[] = [];
  for (const vbr of index.vbrs.values()) leads.push(vbr.key, gatewaysOf(index, vbr));
  return linkedVbrs.of(index.estate.gateways, leads, () => groupVbrs(index));
});

function groupVbrs(index: EstateIndex): ReadonlyMap<Gateway, readonly string[]> {
  const groups = new Map<Gateway, string[]>();
  for (const vbr of index.vbrs.values())
    for (const gateway of gatewaysOf(index, vbr)) {
      const group = groups.get(gateway);
      if (group) group.push(vbr.key);
      else groups.set(gateway, [vbr.key]);
    }
  return groups;
}

export function vbrsOf(index: EstateIndex, gateway: Gateway): readonly Vbr[] {
  const keys = vbrsByGateway(index).get(gateway) ?? [];
  return keys.map((key) => index.vbrs.get(key) as Vbr);
}
