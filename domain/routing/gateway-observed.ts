import type { Gateway, GatewayRoute } from '@/domain/estate/gateway';
import { podCidrsOf } from '@/domain/estate/cluster';
import type { Address } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { edgePoolsAt, nodesOfPool, type EstateIndex } from './estate-index';
import { learnedRows, sessionProblem } from './gateway-learned';
import { unlearntPods } from './gateway-pods';
import { showsWholeTable } from './gateway-reading';
import { type DISTANCE, gatewayRow, intoPool, type GatewayRow, type GatewayTarget } from './gateway-row';

/** Where a row leads: by the address that it names as its next hop, or into what an interface is connected to. */
export type Leads = {
  to: (prefix: Prefix, nextHop: Address) => GatewayTarget;
  into: (prefix: Prefix) => GatewayTarget;
};

/**
 * The rows that a gateway was seen to have. Those it learnt and did not choose come after the chosen ones: they are what it
 * falls back to. What the VBR's side shows to be gone since counts as gone.
 */
export function observedRows(index: EstateIndex, gateway: Gateway, leads: Leads): readonly GatewayRow[] {
  const routes = (gateway.observed?.routes ?? []).filter((each) => isForwarding(gateway, each));
  const pods = podsOf(index, gateway.site);
  const rows = routes.map((route) => rowOf(index, gateway, route, leads, pods.get(route.prefix)));
  const seen = new Set(routes.map(({ prefix, nextHop }) => `${prefix} ${nextHop ?? ''}`));
  const known = new Set<string>(routes.map(({ prefix }) => prefix));
  return [
    ...rows,
    // A session that nobody has seen yet may bring what is not there yet.
    ...learnedRows(index, gateway).filter(
      ({ state, prefix, row }) => state === 'uncertain' && !seen.has(`${prefix} ${row.nextHop}`),
    ),
    ...unlearntPods(index, gateway, (prefix) => known.has(prefix)),
  ];
}

/** Into a LAN toward nodes is toward their pods, when the row is about those. */
function deliveredOr(target: GatewayTarget, pods: GatewayTarget | undefined): GatewayTarget {
  return target.kind === 'deliver' && pods ? pods : target;
}

/** In the forwarding table as far as the driver tells. What a speaker originates leads nowhere by itself. */
function isForwarding(gateway: Gateway, { installed, source, nextHop, discard }: GatewayRoute): boolean {
  if (installed === false) return false;
  return discard === true || nextHop !== undefined || (source === 'connected' && showsWholeTable(gateway));
}

function rowOf(
  index: EstateIndex,
  gateway: Gateway,
  route: GatewayRoute,
  leads: Leads,
  pods: GatewayTarget | undefined,
): GatewayRow {
  const { prefix, nextHop, best, discard } = route;
  const common = { gateway: gateway.key, prefix, origin: originOf(route), nextHop: nextHop ?? '-' };
  if (discard === true && nextHop === undefined)
    return gatewayRow({ ...common, nextHop: 'discard', target: { kind: 'discard' } });
  if (nextHop === undefined) return gatewayRow({ ...common, nextHop: 'connected', target: leads.into(prefix) });
  const target = deliveredOr(leads.to(prefix, nextHop), pods);
  const row = gatewayRow({ ...common, target });
  const withdrawn = withdrawal(index, gateway, route, target);
  if (withdrawn) return gatewayRow({ ...common, state: 'idle', target: { kind: 'stop', end: withdrawn } });
  return best ? row : { ...row, preference: row.preference + 1 };
}

/** The VBR's side of the session says that it is down or gone: then so is what came over it. */
function withdrawal(index: EstateIndex, gateway: Gateway, { source, prefix }: GatewayRoute, target: GatewayTarget) {
  if (source !== 'bgp' || target.kind !== 'vbr') return null;
  const vbr = index.vbrs.get(target.vbr);
  const problem = vbr ? sessionProblem(index, gateway, vbr, prefix) : null;
  return problem?.kind === 'unreachable' ? problem : null;
}

function originOf({ source, discard }: GatewayRoute): keyof typeof DISTANCE {
  if (discard === true) return source === 'bgp' ? 'aggregate' : 'static';
  if (source === 'connected' || source === 'static' || source === 'bgp') return source;
  return 'interior';
}

/** Where the pod subnets of a site's nodes are, by subnet. */
function podsOf(index: EstateIndex, site: string): ReadonlyMap<string, GatewayTarget> {
  return new Map(
    edgePoolsAt(index, site).flatMap((found) => {
      const target: GatewayTarget = intoPool(found.pool);
      return nodesOfPool(found).flatMap((node) => podCidrsOf(node).map((podCidr) => [podCidr, target] as const));
    }),
  );
}
