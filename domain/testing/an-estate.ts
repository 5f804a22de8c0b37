import type { z } from 'zod';
import { Estate } from '@/domain/estate/estate';

type Parts = z.input<typeof Estate>;
type List =
  | 'sites'
  | 'vpcs'
  | 'routerInterfaces'
  | 'transitRouters'
  | 'physicalConnections'
  | 'vbrs'
  | 'gateways'
  | 'clusters'
  | 'flows';
type PartOf<L extends List> = NonNullable<Parts[L]>[number];

/** An estate in the making. Every step is a new builder, so that a common beginning can be shared between tests. */
export class EstateBuilder {
  constructor(private readonly parts: Parts) {}

  private with<L extends List>(list: L, part: PartOf<L>): EstateBuilder {
    return new EstateBuilder({ ...this.parts, [list]: [...(this.parts[list] ?? []), part] });
  }

  withSite = (site: PartOf<'sites'>) => this.with('sites', site);
  withVpc = (vpc: PartOf<'vpcs'>) => this.with('vpcs', vpc);
  withRouterInterface = (routerInterface: PartOf<'routerInterfaces'>) => this.with('routerInterfaces', routerInterface);
  withTransitRouter = (transitRouter: PartOf<'transitRouters'>) => this.with('transitRouters', transitRouter);
  withPhysicalConnection = (circuit: PartOf<'physicalConnections'>) => this.with('physicalConnections', circuit);
  withVbr = (vbr: PartOf<'vbrs'>) => this.with('vbrs', vbr);
  withGateway = (gateway: PartOf<'gateways'>) => this.with('gateways', gateway);
  withCluster = (cluster: PartOf<'clusters'>) => this.with('clusters', cluster);
  withFlow = (flow: PartOf<'flows'>) => this.with('flows', flow);

  /** Both sides of a VPC-VBR pair, up and facing each other. */
  withRouterInterfacePair(vpc: { key: string; router: string }, vbr: { key: string; router: string }): EstateBuilder {
    const side = (own: typeof vpc, other: typeof vpc) => ({
      ...own,
      opposite: other.key,
      oppositeRouter: other.router,
      status: 'active',
    });
    return this.withRouterInterface(side(vpc, vbr)).withRouterInterface(side(vbr, vpc));
  }

  /** @throws ZodError when what was put together is no estate */
  build(): Estate {
    return Estate.parse(this.parts);
  }
}

/** `anEstate().withVpc({ key: 'vpc-a', prefixes: ['192.168.0.0/16'] }).build()` */
export function anEstate(name = 'test'): EstateBuilder {
  return new EstateBuilder({ metadata: { name } });
}
