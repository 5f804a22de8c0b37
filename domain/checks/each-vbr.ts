import type { Vbr } from '@/domain/estate/express-connect';
import type { Site } from '@/domain/estate/site';
import type { Vpc } from '@/domain/estate/vpc';
import { Remembered } from '@/domain/memo';
import { worthOf, type EstateIndex } from '@/domain/routing/estate-index';
import { aroundSite, aroundVbr, type Surroundings } from '@/domain/routing/gateway/surroundings';
import { withFlows, type Check, type Fault, type Finding } from './finding';
import { sitesBehind, vpcsBehind } from './required';

/**
 * A rule about one VBR, its table, the sites that it leads to and the addresses of the VPCs behind it, and about nothing else: rows of
 * a VPC's tables least of all. What these have to say of a fault is asked by the fault's own `unless`.
 */
export type VbrCheck = (index: EstateIndex, vbr: Vbr) => readonly Fault[];

/** Such rules for all VBRs. Where everything that they look at is the same objects, what they found is known. */
export function ofEachVbr(...checks: readonly VbrCheck[]): Check {
  const found = new Remembered<Vbr, readonly Fault[]>();
  const alike = new Remembered<readonly Site[], Map<string, Known>>();
  const faultsOf = (index: EstateIndex, vbr: Vbr) =>
    found.of(vbr, restsOf(index, vbr), () => checks.flatMap((check) => check(index, vbr)));
  return ({ index, verdicts }) => {
    const knownAlike = alike.of(index.estate.sites, allButTables(index), () => new Map());
    const findings: Finding[] = [];
    for (const vbr of index.vbrs.values()) {
      let known = knownAlike.get(vbr.key);
      if (known?.vbr !== vbr || !isSameBehind(index, known)) {
        known = { vbr, faults: faultsOf(index, vbr), vpcs: vpcsBehind(index, vbr).map(({ vpc }) => vpc) };
        knownAlike.set(vbr.key, known);
      }
      for (const fault of known.faults) if (!fault.unless?.(index)) findings.push(withFlows(fault, verdicts));
    }
    return findings;
  };
}

/** While nothing but routers is another, a VBR that is the same has the same around it, but for the VPCs behind it. */
type Known = { vbr: Vbr; faults: readonly Fault[]; vpcs: readonly Vpc[] };

function allButTables({ estate, readings }: EstateIndex): Surroundings {
  const { vpcs, gateways, clusters, physicalConnections, routerInterfaces, transitRouters } = estate;
  return [
    gateways,
    clusters,
    physicalConnections,
    routerInterfaces,
    transitRouters,
    readings,
    ...vpcs.map(({ key }) => key),
  ];
}

function isSameBehind(index: EstateIndex, { vpcs }: Known): boolean {
  for (const vpc of vpcs) {
    const now = index.vpcs.get(vpc.key);
    if (now === vpc) continue;
    if (now?.prefixes !== vpc.prefixes || now.vSwitches !== vpc.vSwitches) return false;
  }
  return true;
}

function restsOf(index: EstateIndex, vbr: Vbr): Surroundings {
  return [
    aroundVbr(index, vbr),
    vbr.routeTable,
    ...sitesBehind(index, vbr).map((site) => aroundSite(index, site)),
    ...vpcsBehind(index, vbr).flatMap(({ by, near, far, vpc }) => [
      ...[by, near.key, near.status, far?.key, far?.status, vpc.key, vpc.prefixes, vpc.vSwitches],
      ...(vpc.routeTables ?? []).map(({ key }) => worthOf(index, 'route-entry', key)),
    ]),
  ];
}
