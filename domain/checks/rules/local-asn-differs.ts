import { CLOUD_ASN } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { vbrsBySite } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** Two circuits to one site with different cloud ASNs: what one session brings back is refused, or loops, on the other (F33). */
export const localAsnDiffers: StandingCheck = ({ index }) =>
  [...vbrsBySite(index)].flatMap(([site, vbrs]): readonly Finding[] => {
    const known = vbrs.filter((vbr) => evidenceOf(index, 'bgp-group', vbr.key).kind !== 'stale');
    const asns = known.flatMap((vbr) => (vbr.bgpGroups ?? []).map((group) => group.localAsn ?? CLOUD_ASN));
    const different = [...new Set(asns)].sort((a, b) => a - b);
    if (different.length < 2) return [];
    const params = { site, asns: different.join(', ') };
    const subject = { kind: 'site', key: site } as const;
    return [
      { code: 'F33', kind: 'local-asn-differs', severity: 'warning', owner: 'cloud', subject, params, flows: [] },
    ];
  });
