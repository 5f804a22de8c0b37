import { podCidrsOf } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { edgePoolsAt, evidenceOf, nodesOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewayTable } from '@/domain/routing/gateway/gateway-fib';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { requiredTowardVpc, vpcsBehind } from '../required';
import { allButRows, whileSame } from '../standing';

/**
 * A row of a gateway that throws away what somebody lives at (F19): the longest match of a pod subnet, of a host range or of the cloud is
 * a discard, whether anybody has declared a flow there or not. What an aggregate throws away is what is missing below it: F03 or F04.
 */
export const rangeDiscarded: Check = ({ index, verdicts }) =>
  discardsIn({ index }).map((fault) => withFlows(fault, verdicts));

const discardsIn = whileSame(allButRows, ({ index }) =>
  [...index.gateways.values()].flatMap((gateway) => {
    const found = new Map<Prefix, RangeSet>();
    for (const { part, rows } of gatewayTable(index, gateway).lookup(inUse(index, gateway))) {
      // Of equal rows each is followed: one that discards is enough.
      const row = rows.find(({ target, row: { type } }) => target.kind === 'discard' && type !== 'aggregate');
      if (!row) continue;
      found.set(row.prefix, (found.get(row.prefix) ?? RangeSet.of([])).union(part));
    }
    return [...found].map(([prefix, lost]) => faultOf(gateway, prefix, lost));
  }),
);

/** Where somebody lives that a gateway leads to: pods and hosts of its site, and the VPCs behind its VBRs. */
function inUse(index: EstateIndex, gateway: Gateway): RangeSet {
  if (evidenceOf(index, 'gateway-route', gateway.key).kind === 'stale') return RangeSet.of([]);
  const pods = edgePoolsAt(index, gateway.site)
    .filter(({ cluster }) => evidenceOf(index, 'node', cluster.key).kind !== 'stale')
    .flatMap((found) => nodesOfPool(found).flatMap(podCidrsOf));
  const cloud = vbrsOf(index, gateway).flatMap((vbr) =>
    vpcsBehind(index, vbr).flatMap(({ vpc }) => requiredTowardVpc(vpc)),
  );
  const hosts = index.sites.get(gateway.site)?.hostPrefixes ?? [];
  return RangeSet.union([RangeSet.of([...pods, ...hosts]), ...cloud.map(({ cover }) => cover)]);
}

function faultOf(gateway: Gateway, prefix: Prefix, lost: RangeSet): Fault {
  const subject = { kind: 'gateway', key: gateway.key } as const;
  const params = { gateway: gateway.key, prefix, lost: lost.toPrefixes().slice(0, 3).join(', ') };
  const stops = stoppedAt(subject);
  return { code: 'F19', kind: 'range-discarded', severity: 'error', owner: 'idc', subject, params, stops };
}
