import { healthBetween, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { sessionCause } from '@/domain/routing/sessions/session-cause';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import type { Fault } from '../finding';

/** Why both ends' settings say a session is down. `unexplained`: they agree, the far end's log knows. */
const CAUSE: Record<string, string> = {
  'bgp-asn-mismatch': 'asn',
  'bgp-key-mismatch': 'key',
  'bgp-peer-not-on-gateway': 'unconfigured',
  'bgp-session-shut': 'shut',
  'bgp-session-over-limit': 'limit',
  'bgp-session-bfd-down': 'bfd',
};

/**
 * A session that is configured and that either end shows not to be up: F06 for keys, F07 for ASNs, C04 where it is shut on the gateway, F10
 * where that stopped it for too many routes, else C01.
 */
export const bgpSessionDown: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    if (healthBetween(index, session) !== 'down') return [];
    const { code, params, finding, owner } = sessionCause(index, session);
    return [
      {
        code: finding ?? 'C01',
        kind: 'bgp-session-down',
        severity: 'error',
        owner,
        subject: { kind: 'bgp-peer', key: session.peer.key },
        params: { ...params, address: session.peer.address ?? '', cause: CAUSE[code] ?? 'unexplained' },
        stops: ({ forward, back }) => [forward, back].some((each) => each.reason?.params.peer === session.peer.key),
      },
    ];
  });
};
