import { Estate } from '@/domain/estate/estate';
import { routerInterfacesOf, transitRoutersOf, vbrsOf, vpcsOf } from './cloud';
import type { Design } from './design';
import { circuitsOf, clustersOf, flowsOf, gatewaysOf, sitesOf } from './edge';
import { planOf } from './plan';

/** An estate of a design in which nothing is wrong and every flow works, both ways. */
export function healthyEstate(design: Design): Estate {
  const sites = design.sites.map(planOf);
  return Estate.parse({
    metadata: { name: `healthy-${design.seed}` },
    sites: [{ key: 'cn-hangzhou', kind: 'cloud-region' }, ...sitesOf(sites)],
    vpcs: vpcsOf(design, sites),
    routerInterfaces: routerInterfacesOf(design, sites),
    transitRouters: transitRoutersOf(design, sites),
    physicalConnections: circuitsOf(sites),
    vbrs: vbrsOf(design, sites),
    gateways: gatewaysOf(design, sites),
    clusters: clustersOf(design, sites),
    flows: flowsOf(sites),
  });
}
