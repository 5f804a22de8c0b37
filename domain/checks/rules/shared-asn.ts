import { groupBy } from '@/domain/routing/estate-index';
import { vbrsOf } from '@/domain/routing/sessions/link';
import { type Finding } from '../finding';
import { type StandingCheck } from '../standing';

/** Two data centres with one AS number refuse each other's routes: each sees its own number in the path (F32). */
export const sharedAsn: StandingCheck = ({ index }) => {
  const linked = [...index.gateways.values()].filter((gateway) => vbrsOf(index, gateway).length > 0);
  const byAsn = groupBy(linked, (gateway) => String(gateway.observed?.asn ?? gateway.asn));
  return [...byAsn].flatMap(([asn, gateways]): readonly Finding[] => {
    const sites = [...new Set(gateways.map(({ site }) => site))].sort();
    const first = [...gateways].sort((a, b) => (a.key < b.key ? -1 : 1))[0];
    if (!first || sites.length < 2) return [];
    return [
      {
        code: 'F32',
        kind: 'shared-asn',
        severity: 'warning',
        owner: 'idc',
        subject: { kind: 'gateway', key: first.key },
        params: { asn, count: sites.length, sites: sites.slice(0, 3).join(', ') },
        flows: [],
      },
    ];
  });
};
