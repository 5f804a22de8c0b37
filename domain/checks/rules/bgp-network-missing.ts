import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { localHosts, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { isReadWhole } from '@/domain/routing/gateway/gateway-reading';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import type { VbrCheck } from '../each-vbr';
import type { Fault } from '../finding';
import { requiredTowardVpc, vpcsBehind } from '../required';

/**
 * A VBR with sessions announces a VPC only where it has a BGP network for it: else the data centre never learns it (F34). A data
 * centre whose gateways all have routes of their own by way of this VBR waits for nothing.
 */
export const bgpNetworkMissing: VbrCheck = (index, vbr) => {
  if (vbr.bgpNetworks === undefined || sessionsOf(vbr).length === 0) return [];
  if (evidenceOf(index, 'bgp-network', vbr.key).kind === 'stale') return [];
  const gone = ['pending', 'deleting', 'deleted'];
  const announced = RangeSet.of(
    vbr.bgpNetworks.filter((each) => !gone.includes(each.status ?? '')).map((each) => each.prefix),
  );
  // What comes over a transit router is announced without one.
  const known = waysOfTheirOwn(index, vbr);
  const paired = vpcsBehind(index, vbr).filter(({ by }) => by === 'router-interface');
  return paired.flatMap(({ vpc }) =>
    requiredTowardVpc(vpc).flatMap((required): readonly Fault[] => {
      const rest = required.cover.subtract(announced).subtract(known);
      if (rest.isEmpty()) return [];
      return [
        {
          code: 'F34',
          kind: 'bgp-network-missing',
          severity: 'error',
          owner: 'cloud',
          subject: { kind: 'vbr', key: vbr.key },
          params: { vbr: vbr.key, vpc: vpc.key, prefix: required.prefix, uncovered: rest.toPrefixes().join(', ') },
          stops: ({ forward, back }) =>
            [forward, back].some((each) => each.finding === 'F34' && each.reason?.params.vbr === vbr.key),
        },
      ];
    }),
  );
};

/** What every gateway of a VBR sends to it without having been told by BGP. */
function waysOfTheirOwn(index: EstateIndex, vbr: Vbr): RangeSet {
  const [first, ...others] = gatewaysOf(index, vbr).map((gateway) => RangeSet.of(ownRows(index, gateway, vbr)));
  return others.reduce((all, each) => all.intersect(each), first ?? RangeSet.of([]));
}

/** As the gateway's own table was read, and as it is declared where that is not. */
function ownRows(index: EstateIndex, gateway: Gateway, vbr: Vbr): readonly Prefix[] {
  const toward: readonly (string | undefined)[] = localHosts(vbr);
  if (isReadWhole(index, gateway, 4)) {
    const rows = gateway.observed?.routes ?? [];
    return rows
      .filter(({ source, nextHop, installed }) => source !== 'bgp' && toward.includes(nextHop) && installed !== false)
      .map(({ prefix }) => prefix);
  }
  return (gateway.staticRoutes ?? [])
    .filter((route) => 'nextHop' in route && toward.includes(route.nextHop))
    .map(({ prefix }) => prefix);
}
