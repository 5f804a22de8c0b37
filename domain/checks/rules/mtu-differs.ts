import type { Finding } from '../finding';
import { vbrsBySite } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** Circuits to one site that pass packets of different sizes: what fits one way stalls the other (F22). */
export const mtuDiffers: StandingCheck = ({ index }) =>
  [...vbrsBySite(index)].flatMap(([site, vbrs]): readonly Finding[] => {
    const sizes = [...new Set(vbrs.flatMap(({ mtu }) => mtu ?? []))].sort((a, b) => a - b);
    if (sizes.length < 2) return [];
    const params = { site, sizes: sizes.join(', ') };
    const subject = { kind: 'site', key: site } as const;
    return [{ code: 'F22', kind: 'mtu-differs', severity: 'warning', owner: 'cloud', subject, params, flows: [] }];
  });
