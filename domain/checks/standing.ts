import type { Site } from '@/domain/estate/site';
import { oncePer, Remembered } from '@/domain/memo';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { aroundVpc, isSame, settingsOfVbr, type Surroundings } from '@/domain/routing/surroundings';
import type { Finding } from './finding';

/** A rule that asks neither for verdicts nor for the time. */
export type StandingCheck = (context: { index: EstateIndex }) => readonly Finding[];

/** What a rule found, as long as what it rests on are the same objects: only then is it asked again. */
export function whileSame(restsOf: (index: EstateIndex) => Surroundings, check: StandingCheck): StandingCheck {
  const found = new Remembered<readonly Site[], readonly Finding[]>();
  return ({ index }) => {
    const rests = restsOf(index);
    const known = found.find(index.estate.sites, (kept) => isSame(kept, rests));
    return known ?? found.keep(index.estate.sites, rests, check({ index }));
  };
}

/** The whole estate but for the rows of route tables. */
export const allButRows = oncePer((index: EstateIndex): Surroundings => {
  const { estate, readings } = index;
  const { sites, gateways, clusters, physicalConnections, routerInterfaces } = estate;
  return [
    ...[readings, sites, gateways, clusters, physicalConnections, routerInterfaces],
    ...estate.vbrs.flatMap(settingsOfVbr),
    ...estate.vpcs.flatMap(aroundVpc),
  ];
});

/** Who has which addresses, who announces them, and which links lead where: without rows and without sessions. */
export const allAddresses = oncePer((index: EstateIndex): Surroundings => {
  const { estate, readings } = index;
  const { sites, gateways, clusters, physicalConnections } = estate;
  return [
    ...[readings, sites, gateways, clusters, physicalConnections],
    ...estate.vbrs.flatMap((vbr) => [
      ...[vbr.key, vbr.site, vbr.physicalConnections, vbr.vlanId],
      ...[vbr.localGatewayAddress, vbr.peerGatewayAddress],
    ]),
    ...estate.vpcs.flatMap(({ key, site, prefixes, vSwitches }) => [key, site, prefixes, vSwitches]),
  ];
});
