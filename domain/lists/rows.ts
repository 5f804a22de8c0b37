import { addOnRows, daemonSetRows, taskRows } from './cluster-part-rows';
import { clusterRows, gatewayRows, neighbourRows, nodeRows, poolRows } from './edge-rows';
import type { Lister } from './lister';
import type { ListKind, ListRow } from './list';
import { circuitRows, groupRows, peerRows, switchRows, tableRows, vbrRows, vpcRows } from './network-rows';
import { gatewayPathRows, gatewayRouteRows, routeRows } from './route-rows';

/**
 * All rows of a kind; with `within` those of one object. Routes and a gateway's neighbours are made for one object only,
 * because there are very many and nobody looks at all of them at once: without `within` there are none.
 */
export function rowsOf(lister: Lister, kind: ListKind, within?: string): readonly ListRow[] {
  const all = ROWS[kind](lister, within);
  // A router holds tables that hold routes: these are asked for by either.
  return within === undefined || kind === 'route' ? all : all.filter((each) => each.within.includes(within));
}

const ROWS: Record<ListKind, (lister: Lister, within: string | undefined) => readonly ListRow[]> = {
  vpc: vpcRows,
  vbr: vbrRows,
  'v-switch': switchRows,
  'route-table': tableRows,
  route: (lister, within) => (within === undefined ? [] : routeRows(lister, within)),
  circuit: circuitRows,
  'bgp-group': groupRows,
  'bgp-peer': peerRows,
  gateway: gatewayRows,
  'gateway-peer': ofGateway(neighbourRows),
  'gateway-route': ofGateway(gatewayRouteRows),
  'gateway-path': ofGateway(gatewayPathRows),
  cluster: clusterRows,
  'node-pool': poolRows,
  node: nodeRows,
  'add-on': addOnRows,
  'daemon-set': daemonSetRows,
  'cluster-task': taskRows,
};

type OfGateway = (
  lister: Lister,
  gateway: NonNullable<ReturnType<Lister['index']['gateways']['get']>>,
) => readonly ListRow[];

function ofGateway(rows: OfGateway) {
  return (lister: Lister, within: string | undefined) => {
    const gateway = within === undefined ? undefined : lister.index.gateways.get(within);
    return gateway ? rows(lister, gateway) : [];
  };
}
