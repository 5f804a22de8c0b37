import { RangeSet } from '@/domain/net/range-set';
import { sessionsOf } from '@/domain/routing/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { VbrCheck } from './each-vbr';
import type { Fault } from './finding';
import { requiredTowardVpc, vpcsBehind } from './required';

/** A VBR with sessions announces a VPC only where it has a BGP network for it: else the data centre never learns it (F34). */
export const bgpNetworkMissing: VbrCheck = (index, vbr) => {
  if (vbr.bgpNetworks === undefined || sessionsOf(vbr).length === 0) return [];
  if (evidenceOf(index, 'bgp-network', vbr.key).kind === 'stale') return [];
  const gone = ['pending', 'deleting', 'deleted'];
  const announced = RangeSet.of(
    vbr.bgpNetworks.filter((each) => !gone.includes(each.status ?? '')).map((each) => each.prefix),
  );
  // What comes over a transit router is announced without one.
  const paired = vpcsBehind(index, vbr).filter(({ by }) => by === 'router-interface');
  return paired.flatMap(({ vpc }) =>
    requiredTowardVpc(vpc).flatMap((required): readonly Fault[] => {
      const rest = required.cover.subtract(announced);
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
