import { sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/** Without BFD a dead circuit is noticed only when the hold time runs out: minutes (F23). */
export const bfdOff: StandingCheck = ({ index }) =>
  [...index.vbrs.values()].flatMap((vbr) => {
    if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
    return sessionsOf(vbr).flatMap(({ group, peer }): readonly Finding[] => {
      if (peer.bfd?.enabled !== false) return [];
      const params = { vbr: vbr.key, peer: peer.key, holdTimeSeconds: group.holdTimeSeconds ?? 180 };
      return [
        {
          code: 'F23',
          kind: 'bfd-off',
          severity: 'warning',
          owner: 'cloud',
          subject: { kind: 'bgp-peer', key: peer.key },
          params,
          flows: [],
        },
      ];
    });
  });
