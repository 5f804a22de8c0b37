import type { Vbr } from '@/domain/estate/express-connect';
import type { Site } from '@/domain/estate/site';
import type { Vpc } from '@/domain/estate/vpc';
import { Remembered } from '@/domain/memo';
import { worthOf, type EstateIndex } from '@/domain/routing/estate-index';
import { aroundSite, aroundVbr, isSame, type Surroundings } from '@/domain/routing/surroundings';
import { withFlows, type Check, type Fault } from './finding';
import { sitesBehind, vpcsBehind } from './required';

/** A rule about one VBR, its table, the sites that it leads to and the VPCs behind it, and about nothing else. */
export type VbrCheck = (index: EstateIndex, vbr: Vbr) => readonly VbrFault[];

/** `once`: what is the same row to several VBRs is told once, of the first by which it would lead somewhere. */
export type VbrFault = Fault & { once?: { row: string; works: boolean } };

/** What of a VPC rules look at: a changed row of it is nothing to those that ask for its addresses. */
type OfVpc = (vpc: Vpc) => Surroundings;

export const addressesOfVpc: OfVpc = ({ key, prefixes, vSwitches }) => [key, prefixes, vSwitches];
export const allOfVpc: OfVpc = (vpc) => [vpc];

/** Such rules for all VBRs. Where everything that they look at is the same objects, what they found is known. */
export function ofEachVbr(ofVpc: OfVpc, ...checks: readonly VbrCheck[]): Check {
  const found = new Remembered<Vbr, readonly VbrFault[]>();
  const alike = new Remembered<readonly Site[], WeakMap<Vbr, Known>>();
  return ({ index, verdicts }) => {
    const knownAlike = alike.of(index.estate.sites, allButTables(index), () => new WeakMap());
    const faults: VbrFault[] = [];
    for (const vbr of index.vbrs.values()) {
      const known = knownAlike.get(vbr);
      if (known && isSameBehind(index, known, ofVpc)) {
        faults.push(...known.faults);
        continue;
      }
      const own = found.of(vbr, restsOf(index, vbr, ofVpc), () => checks.flatMap((check) => check(index, vbr)));
      knownAlike.set(vbr, { faults: own, vpcs: vpcsBehind(index, vbr).map(({ vpc }) => vpc) });
      faults.push(...own);
    }
    return heardOnce(faults).map(({ once: _, ...fault }) => withFlows(fault, verdicts));
  };
}

/** While nothing but routers is another, a VBR that is the same has the same around it, but for the VPCs behind it. */
type Known = { faults: readonly VbrFault[]; vpcs: readonly Vpc[] };

function allButTables({ estate, readings }: EstateIndex): Surroundings {
  const { vpcs, gateways, clusters, physicalConnections, routerInterfaces } = estate;
  return [gateways, clusters, physicalConnections, routerInterfaces, readings, ...vpcs.map(({ key }) => key)];
}

function isSameBehind(index: EstateIndex, { vpcs }: Known, ofVpc: OfVpc): boolean {
  return vpcs.every((vpc) => {
    const now = index.vpcs.get(vpc.key);
    return now === vpc || (now !== undefined && isSame(ofVpc(now), ofVpc(vpc)));
  });
}

function restsOf(index: EstateIndex, vbr: Vbr, ofVpc: OfVpc): Surroundings {
  return [
    aroundVbr(index, vbr),
    vbr.routeTable,
    ...sitesBehind(index, vbr).map((site) => aroundSite(index, site)),
    ...vpcsBehind(index, vbr).flatMap(({ near, far, vpc }) => [
      ...[near, far, ...ofVpc(vpc)],
      ...(vpc.routeTables ?? []).map(({ key }) => worthOf(index, 'route-entry', key)),
    ]),
  ];
}

function heardOnce(faults: readonly VbrFault[]): readonly VbrFault[] {
  const heard = new Map<string | number, VbrFault>();
  faults.forEach((fault, at) => {
    const name = fault.once?.row ?? at;
    const rival = heard.get(name);
    if (!rival || (!rival.once?.works && fault.once?.works)) heard.set(name, fault);
  });
  return [...heard.values()];
}
