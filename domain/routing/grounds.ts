import { oncePer } from '@/domain/memo';
import type { EstateIndex } from './estate-index';
import { gatewayTable } from './gateway-fib';
import type { Resolved } from './location';
import type { Device } from './packet';
import type { Outcome } from './trace';

/**
 * What a verdict rests on: the lists that concern everybody, and the devices its traffic came by, each as the object it was.
 * Objects of the domain are never changed in place, so while they are the same objects, the verdict is the same. This is what
 * makes a changed route cost no more than the flows that pass its router, and an undone change nothing at all.
 */
export type Grounds = { shared: readonly unknown[]; devices: readonly (readonly [Device, unknown])[] };

/** Everything but the routers' own state; what no change of a route or a session touches. */
const sharedOf = oncePer(({ view }: EstateIndex): readonly unknown[] => {
  const { estate, parts } = view;
  const { sites, clusters, gateways, physicalConnections, routerInterfaces, transitRouters } = estate;
  const ranges = estate.vpcs.flatMap((vpc) => [vpc.key, vpc.prefixes, vpc.site]);
  return [parts, sites, clusters, gateways, physicalConnections, routerInterfaces, transitRouters, ...ranges];
});

/** A VPC, a VBR, or the table that follows for a gateway from all that is linked with it. */
function stateOf(index: EstateIndex, { at, key }: Device): unknown {
  if (at === 'vpc') return index.vpcs.get(key);
  if (at === 'vbr') return index.vbrs.get(key);
  const gateway = index.gateways.get(key);
  return gateway && gatewayTable(index, gateway);
}

export function groundsOf(index: EstateIndex, ends: readonly Resolved[], outcomes: readonly Outcome[]): Grounds {
  const devices = new Map<string, Device>();
  const add = (device: Device) => devices.set(`${device.at} ${device.key}`, device);
  for (const { packet } of outcomes) packet.visited.forEach(add);
  for (const { locations } of ends)
    for (const { expected } of locations) if (expected?.kind === 'vpc') add({ at: 'vpc', key: expected.key });
  return { shared: sharedOf(index), devices: [...devices.values()].map((each) => [each, stateOf(index, each)]) };
}

export function stillHolds(index: EstateIndex, { shared, devices }: Grounds): boolean {
  const now = sharedOf(index);
  return (
    (shared === now || (shared.length === now.length && shared.every((each, at) => each === now[at]))) &&
    devices.every(([device, state]) => stateOf(index, device) === state)
  );
}
