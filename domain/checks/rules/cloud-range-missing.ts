import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { prefixFamily } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { localHosts } from '@/domain/routing/sessions/bgp-session';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { sessionProblem } from '@/domain/routing/gateway/gateway-learned';
import { isReadWhole } from '@/domain/routing/gateway/gateway-reading';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { requiredTowardVpc, vpcsBehind } from '../required';
import { allButRows, whileSame } from '../standing';

/**
 * A range of a VPC that a VBR announces over a session that is up, and that the gateway's own table has nowhere (V4): the gateway's
 * policy keeps it out. Only tables that were read whole can miss something.
 */
export const cloudRangeMissing: Check = ({ index, verdicts }) =>
  missingIn({ index }).map((fault) => withFlows(fault, verdicts));

const missingIn = whileSame(allButRows, ({ index }) =>
  [...index.gateways.values()].flatMap((gateway) => {
    const vbrs = vbrsOf(index, gateway);
    const held = heldBy(gateway, vbrs);
    const missing = vbrs.flatMap((vbr) => missingFrom(index, gateway, vbr, held));
    return [...new Map(missing.map((fault) => [fault.params.prefix, fault])).values()];
  }),
);

/** What a gateway has a row for. Its default route says nothing of the cloud, unless it leads there. */
function heldBy({ observed }: Gateway, vbrs: readonly Vbr[]): RangeSet {
  const cloud = new Set<string | null>(vbrs.flatMap(localHosts));
  const rows = (observed?.routes ?? []).filter(
    ({ prefix, nextHop = null, installed }) => installed !== false && (!prefix.endsWith('/0') || cloud.has(nextHop)),
  );
  return RangeSet.of(rows.map(({ prefix }) => prefix));
}

function missingFrom(index: EstateIndex, gateway: Gateway, vbr: Vbr, held: RangeSet): readonly Fault[] {
  const inForce = (vbr.bgpNetworks ?? []).filter(({ status }) => status === 'available');
  const announced = RangeSet.of(inForce.map(({ prefix }) => prefix));
  return vpcsBehind(index, vbr).flatMap(({ vpc }) =>
    requiredTowardVpc(vpc).flatMap(({ prefix, cover }): readonly Fault[] => {
      const rest = cover.intersect(announced).subtract(held);
      if (rest.isEmpty() || !isReadWhole(index, gateway, prefixFamily(prefix))) return [];
      if (sessionProblem(index, gateway, vbr, prefix) !== null) return [];
      const subject = { kind: 'gateway', key: gateway.key } as const;
      return [
        {
          code: 'V4',
          kind: 'cloud-range-missing',
          severity: 'error',
          owner: 'idc',
          subject,
          params: {
            ...{ gateway: gateway.key, vbr: vbr.key, vpc: vpc.key, prefix },
            uncovered: rest.toPrefixes().join(', '),
          },
          stops: stoppedAt(subject, prefix),
        },
      ];
    }),
  );
}
