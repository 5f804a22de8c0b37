import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Site } from '@/domain/estate/site';
import { oncePer, Remembered } from '@/domain/memo';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { aroundVpc, isSame, settingsOfVbr, type Surroundings } from '@/domain/routing/gateway/surroundings';
import type { Finding } from './finding';

/** A rule that asks neither for verdicts nor for the time. */
export type StandingCheck = (context: { index: EstateIndex }) => readonly Finding[];

/** What a rule found, as long as what it rests on are the same objects: only then is it asked again. */
export function whileSame<T>(
  restsOf: (index: EstateIndex) => Surroundings,
  check: (context: { index: EstateIndex }) => readonly T[],
): (context: { index: EstateIndex }) => readonly T[] {
  const found = new Remembered<readonly Site[], readonly T[]>();
  return ({ index }) => {
    const rests = restsOf(index);
    const known = found.find(index.estate.sites, (kept) => isSame(kept, rests));
    return known ?? found.keep(index.estate.sites, rests, check({ index }));
  };
}

/** One list for what rests on many objects: the very list of before while they are the same, so that it is compared as one. */
function asOne(listOf: (estate: Estate) => Surroundings): (index: EstateIndex) => Surroundings {
  const kept = new Remembered<readonly Site[], Surroundings>();
  return oncePer(({ estate }: EstateIndex) => {
    const list = listOf(estate);
    return kept.of(estate.sites, list, () => list);
  });
}

const settingsOfAll = asOne(({ vbrs }) => vbrs.map(settingsOfVbr));
const linksOfAll = asOne(({ vbrs }) => vbrs.map(linkOf));
const gatewaysAsDeclared = asOne(({ gateways }) => declaredOfAll(gateways));
const declaredOfAll = oncePer((gateways: readonly Gateway[]): Surroundings => gateways.map(asDeclared));

/** Every VBR but for the rows of its table. */
export function settingsOfVbrs(index: EstateIndex): Surroundings {
  return [index.readings, settingsOfAll(index)];
}

/** The whole estate but for the rows of route tables. */
export const allButRows = oncePer((index: EstateIndex): Surroundings => {
  const { estate } = index;
  const { sites, gateways, clusters, physicalConnections, routerInterfaces, transitRouters } = estate;
  return [
    ...[sites, gateways, clusters, physicalConnections, routerInterfaces, transitRouters],
    ...settingsOfVbrs(index),
    ...estate.vpcs.flatMap(aroundVpc),
  ];
});

/** Who has which addresses, who announces them, and which links lead where: without rows and without sessions. */
export const allAddresses = oncePer((index: EstateIndex): Surroundings => {
  const { estate, readings } = index;
  const { sites, clusters, physicalConnections } = estate;
  return [
    ...[readings, sites, clusters, physicalConnections],
    gatewaysAsDeclared(index),
    linksOfAll(index),
    ...estate.vpcs.flatMap(({ key, site, prefixes, vSwitches }) => [key, site, prefixes, vSwitches]),
  ];
});

/** The same, with what VBRs and interfaces say of themselves: what gateways are seen to do is all that is missing. */
export const allLinks = oncePer((index: EstateIndex): Surroundings => [
  ...allAddresses(index),
  ...settingsOfVbrs(index),
  index.estate.routerInterfaces,
  index.estate.transitRouters,
]);

/** Clusters with their nodes, the sites they stand in, and VPCs but for the rows of their tables. */
export const allClusters = oncePer(({ estate, readings }: EstateIndex): Surroundings => [
  ...[readings, estate.clusters, estate.sites],
  ...estate.vpcs.flatMap(aroundVpc),
]);

/** Gateways by themselves. */
export function allGateways({ estate, readings }: EstateIndex): Surroundings {
  return [readings, estate.gateways];
}

const declared = new Remembered<Gateway['interfaces'], Surroundings>();

/** A gateway but for what it was seen to do: the same list from one reading of it to the next. */
const asDeclared = oncePer(({ observed: _, ...settings }: Gateway): Surroundings => {
  const { interfaces, ...rest } = settings;
  const all = Object.entries(rest).flat();
  return declared.of(interfaces, all, () => all);
});

const links = new Remembered<readonly string[], Surroundings>();

/** Where a VBR is and leads to: the same list for its copies that differ in other things. */
const linkOf = oncePer((vbr: Vbr): Surroundings => {
  const { key, site, physicalConnections, vlanId, localGatewayAddress, peerGatewayAddress } = vbr;
  const { localGatewayAddress6, peerGatewayAddress6 } = vbr;
  const ends = [localGatewayAddress, peerGatewayAddress, localGatewayAddress6, peerGatewayAddress6];
  const link = [key, site, physicalConnections, vlanId, ...ends];
  return links.of(physicalConnections, link, () => link);
});
