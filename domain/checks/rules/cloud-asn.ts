import { CLOUD_ASN } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * A gateway with the AS number of the cloud (F08, V6): no group can be made toward it, `InvalidPeerAsn.Malformed`. What the
 * gateway shows counts before what is declared of it.
 */
export const cloudAsn: StandingCheck = ({ index }) =>
  [...index.gateways.values()].flatMap(({ key, asn, observed }): readonly Finding[] => {
    const seen = evidenceOf(index, 'gateway', key).kind === 'stale' ? undefined : observed?.asn;
    if ((seen ?? asn) !== CLOUD_ASN) return [];
    return [
      {
        code: 'F08',
        kind: 'gateway-has-cloud-asn',
        severity: 'error',
        owner: 'idc',
        subject: { kind: 'gateway', key },
        params: { gateway: key, asn: CLOUD_ASN },
        flows: [],
      },
    ];
  });
