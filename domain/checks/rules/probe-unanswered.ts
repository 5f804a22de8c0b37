import { addressFamily } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import type { HealthCheck, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { hostOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewayTable } from '@/domain/routing/gateway/gateway-fib';
import { readingOf } from '@/domain/routing/gateway/gateway-reading';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * A health check of a connection whose answer has no way back (F25): the probe comes from an address of the VPC, and the gateway
 * that it asks has no row for it toward the cloud. The check fails though the line is well, and the VPC routes around it.
 */
export const probeUnanswered: StandingCheck = ({ index }) => {
  if (evidenceOf(index, 'router-interface').kind === 'stale') return [];
  return [...index.routerInterfaces.values()].flatMap(({ key, healthCheck, opposite, oppositeRouter }) => {
    const far = oppositeRouter ?? index.routerInterfaces.get(opposite ?? '')?.router;
    const vbr = index.vbrs.get(far ?? '');
    if (!vbr || !healthCheck) return [];
    return gatewaysAsked(index, vbr, healthCheck)
      .filter((gateway) => hasNoWayBack(index, gateway, healthCheck))
      .map((gateway) => findingOf(key, vbr, gateway, healthCheck));
  });
};

/** The gateway that has the address; whichever stands there where none is declared to have it. */
function gatewaysAsked(index: EstateIndex, vbr: Vbr, { target }: HealthCheck): readonly Gateway[] {
  const linked = gatewaysOf(index, vbr);
  const owners = linked.filter(({ interfaces }) => interfaces.some(({ address }) => hostOf(address) === target));
  return owners.length > 0 ? owners : linked;
}

/** Nothing is said of a table that nobody has read or declared. */
function hasNoWayBack(index: EstateIndex, gateway: Gateway, { source }: HealthCheck): boolean {
  const family = addressFamily(source);
  const reading = readingOf(index, gateway, family);
  if (reading ? reading.kind === 'stale' : gateway.staticRoutes === undefined) return false;
  // GoBGP does not show static routes.
  if (gateway.driver === 'gobgp' && gateway.staticRoutes === undefined) return false;
  const rows = gatewayTable(index, gateway)
    .lookup(RangeSet.of([parsePrefix(`${source}/${family === 4 ? 32 : 128}`)]))
    .flatMap((match) => match.rows);
  return rows.every(({ target: { kind } }) => kind === 'deliver' || kind === 'neighbour' || kind === 'discard');
}

function findingOf(key: string, vbr: Vbr, gateway: Gateway, { source, target }: HealthCheck): Finding {
  return {
    code: 'F25',
    kind: 'probe-unanswered',
    severity: 'error',
    owner: 'idc',
    subject: { kind: 'gateway', key: gateway.key },
    params: { gateway: gateway.key, routerInterface: key, vbr: vbr.key, source, target },
    flows: [],
  };
}
