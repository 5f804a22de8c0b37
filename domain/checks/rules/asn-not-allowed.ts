import { isAllowedLocalAsn, isNeverPeer, RESERVED_LOCAL_ASN } from '@/domain/changes/rules/bgp-group';
import type { BgpGroup } from '@/domain/estate/bgp';
import { asnKind } from '@/domain/net/asn';
import { CLOUD_ASN } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding, FindingSeverity } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

type Odd = { asn: number; cause: 'local' | 'peer' | 'equal' | 'reserved'; severity: FindingSeverity };

/**
 * AS numbers that no session may have, wherever they are set (V6): at a VBR's group on either side, at a gateway, at an announcing node. A
 * number that is reserved for something else is only a warning: some devices take it. The cloud's own number at a gateway is F08.
 */
export const asnNotAllowed: StandingCheck = ({ index }) => [
  ...ofGroups(index),
  ...ofGateways(index),
  ...clustersRead(index, 'node').flatMap((cluster): readonly Finding[] => {
    const odd = (cluster.nodes ?? []).flatMap(({ name, speaker }) => {
      const found = speaker && oddOf(speaker.asn);
      return found ? [{ name, found }] : [];
    });
    const first = odd[0];
    if (!first) return [];
    const { asn, cause, severity } = first.found;
    const params = { at: first.name, asn, cause, count: odd.length };
    return [onCluster(cluster, { code: 'V6', kind: 'asn-not-allowed', severity, params })];
  }),
];

function ofGroups(index: EstateIndex): readonly Finding[] {
  return [...index.vbrs.values()].flatMap(({ key, bgpGroups = [] }): readonly Finding[] => {
    if (evidenceOf(index, 'bgp-group', key).kind === 'stale') return [];
    const odd = bgpGroups.flatMap((group) => oddOfGroup(group).map((found) => ({ group, found })));
    const first = odd[0];
    if (!first) return [];
    const { asn, cause, severity } = first.found;
    const subject = { kind: 'vbr', key } as const;
    const params = { vbr: key, at: first.group.key, asn, cause, count: odd.length };
    return [{ code: 'V6', kind: 'asn-not-allowed', severity, owner: 'cloud', subject, params, flows: [] }];
  });
}

function oddOfGroup({ localAsn = CLOUD_ASN, peerAsn }: BgpGroup): readonly Odd[] {
  const near: readonly Odd[] = isAllowedLocalAsn(localAsn)
    ? []
    : [{ asn: localAsn, cause: 'local', severity: 'error' }];
  if (peerAsn === undefined) return near;
  if (peerAsn === localAsn && !isNeverPeer(peerAsn))
    return [...near, { asn: peerAsn, cause: 'equal', severity: 'error' }];
  const far = isNeverPeer(peerAsn) ? ({ asn: peerAsn, cause: 'peer', severity: 'error' } as const) : oddOf(peerAsn);
  return far ? [...near, far] : near;
}

function ofGateways(index: EstateIndex): readonly Finding[] {
  return [...index.gateways.values()].flatMap(({ key, asn, observed }): readonly Finding[] => {
    const seen = evidenceOf(index, 'gateway', key).kind === 'stale' ? undefined : observed?.asn;
    const odd = oddOf(seen ?? asn);
    if (!odd) return [];
    const { cause, severity } = odd;
    const subject = { kind: 'gateway', key } as const;
    const params = { at: key, asn: odd.asn, cause, count: 1 };
    return [{ code: 'V6', kind: 'asn-not-allowed', severity, owner: 'idc', subject, params, flows: [] }];
  });
}

/** Of a device's own number. */
function oddOf(asn: number): Odd | null {
  if (asn === CLOUD_ASN) return null;
  if (isNeverPeer(asn)) return { asn, cause: 'peer', severity: 'error' };
  const isReserved = asn === RESERVED_LOCAL_ASN || asnKind(asn) === 'reserved';
  return isReserved ? { asn, cause: 'reserved', severity: 'warning' } : null;
}
