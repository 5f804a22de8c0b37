import { checkBfd } from '@/domain/changes/rules/bgp-link';
import { sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * BFD that is on with timers outside of what the service takes, 200 to 1000 ms and a multiplier of 3 to 10 (V9): too quick it goes down
 * with the first lost packets, too slow it is of no use. Timers of 0 are none that anybody has set.
 */
export const bfdTimers: StandingCheck = ({ index }) => {
  if (evidenceOf(index, 'vbr').kind === 'stale') return [];
  return [...index.vbrs.values()].flatMap((vbr): readonly Finding[] => {
    const { key, bfd } = vbr;
    const isOn = sessionsOf(vbr).some(({ peer }) => peer.bfd?.enabled === true);
    if (!bfd || !isOn || evidenceOf(index, 'bgp-peer', key).kind === 'stale') return [];
    const isSet = bfd.minTxIntervalMs > 0 && bfd.minRxIntervalMs > 0 && bfd.detectMultiplier > 0;
    if (!isSet || checkBfd(vbr, true).length === 0) return [];
    const subject = { kind: 'vbr', key } as const;
    const params = {
      vbr: key,
      transmit: bfd.minTxIntervalMs,
      receive: bfd.minRxIntervalMs,
      multiplier: bfd.detectMultiplier,
    };
    return [{ code: 'V9', kind: 'bfd-timers', severity: 'warning', owner: 'cloud', subject, params, flows: [] }];
  });
};
