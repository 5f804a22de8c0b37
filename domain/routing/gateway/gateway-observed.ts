import type { Gateway, GatewayRoute } from '@/domain/estate/gateway';
import type { Prefix } from '@/domain/net/prefix';
import { evidenceOf, type EstateIndex } from '../estate-index';
import { learnedRows, sessionProblem } from './gateway-learned';
import type { LeadsTo } from './gateway-neighbours';
import { unlearntPods } from './gateway-pods';
import { showsWholeTable } from './gateway-reading';
import { type DISTANCE, gatewayRow, type GatewayRow, type GatewayTarget } from './gateway-row';

/** Where a row leads: by the address that it names as its next hop, or into what an interface is connected to. */
export type Leads = { to: LeadsTo; into: (prefix: Prefix) => GatewayTarget };

/**
 * The rows that a gateway was seen to have. Those it learnt and did not choose come after the chosen ones: they are what it
 * falls back to. What the VBR's side shows to be gone since counts as gone.
 */
export function observedRows(index: EstateIndex, gateway: Gateway, leads: Leads): readonly GatewayRow[] {
  const routes = (gateway.observed?.routes ?? []).filter((each) => isForwarding(gateway, each));
  const rows = routes.map((route) => rowOf(index, gateway, route, leads));
  const seen = new Set(routes.map(({ prefix, nextHop }) => `${prefix} ${nextHop ?? ''}`));
  const known = new Set<string>(routes.map(({ prefix }) => prefix));
  return [
    ...rows,
    ...learnedRows(index, gateway).filter((row) => mayCome(row) && !seen.has(`${row.prefix} ${row.row.nextHop}`)),
    ...unlearntPods(index, gateway, (prefix) => known.has(prefix)),
  ];
}

/** A session that nobody has seen yet may bring what is not there yet. One that was seen long ago has: the table was read since. */
function mayCome({ state, target }: GatewayRow): boolean {
  const code = target.kind === 'stop' ? target.end.reason?.code : undefined;
  return state === 'uncertain' && code !== 'stale-reading' && code !== 'never-read';
}

/** In the forwarding table as far as the driver tells. What a speaker originates leads nowhere by itself. */
function isForwarding(gateway: Gateway, { installed, source, nextHop, discard }: GatewayRoute): boolean {
  if (installed === false) return false;
  return discard === true || nextHop !== undefined || (source === 'connected' && showsWholeTable(gateway));
}

function rowOf(index: EstateIndex, gateway: Gateway, route: GatewayRoute, leads: Leads): GatewayRow {
  const { prefix, nextHop, best, discard } = route;
  const common = { gateway: gateway.key, prefix, origin: originOf(route), nextHop: nextHop ?? '-' };
  if (discard === true && nextHop === undefined)
    return gatewayRow({ ...common, nextHop: 'discard', target: { kind: 'discard' } });
  if (nextHop === undefined) return gatewayRow({ ...common, nextHop: 'connected', target: leads.into(prefix) });
  const target = leads.to(prefix, nextHop);
  const row = gatewayRow({ ...common, target });
  const withdrawn = withdrawal(index, gateway, route, target);
  if (withdrawn) return gatewayRow({ ...common, state: 'idle', target: { kind: 'stop', end: withdrawn } });
  return best ? row : { ...row, preference: row.preference + 1 };
}

/** The VBR's side of the session says that it is down or gone: then so is what came over it, unless that was said long ago. */
function withdrawal(index: EstateIndex, gateway: Gateway, { source, prefix }: GatewayRoute, target: GatewayTarget) {
  if (source !== 'bgp' || target.kind !== 'vbr') return null;
  const vbr = index.vbrs.get(target.vbr);
  if (!vbr || evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return null;
  const problem = sessionProblem(index, gateway, vbr, prefix);
  return problem?.kind === 'unreachable' ? problem : null;
}

function originOf({ source, discard }: GatewayRoute): keyof typeof DISTANCE {
  if (discard === true) return source === 'bgp' ? 'aggregate' : 'static';
  if (source === 'connected' || source === 'static' || source === 'bgp') return source;
  return 'interior';
}
