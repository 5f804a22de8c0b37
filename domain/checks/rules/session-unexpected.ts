import { formationOf, type FormationProblem } from '@/domain/routing/bgp/formation';
import { gatewayOfSession, healthBetween, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stopsNothing, type Fault } from '../finding';

/** What is settled while a session comes up; an address or a provisioning status may be read later than the session. */
const SETTINGS: readonly (FormationProblem | undefined)[] = ['asn', 'key', 'not-configured'];

/**
 * A session that is up although the settings of its ends, as they are known, do not fit: what is declared of the gateway is not
 * what it runs, and a prediction made from it would be wrong (C07). What is seen counts; the difference is told.
 */
export const sessionUnexpected: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    if (healthBetween(index, session) !== 'established') return [];
    const { why } = formationOf(index, session);
    if (!SETTINGS.includes(why)) return [];
    const params = {
      vbr: vbr.key,
      peer: session.peer.key,
      gateway: gatewayOfSession(index, session)?.key ?? '',
      cause: why === 'not-configured' ? 'unconfigured' : (why ?? ''),
    };
    const subject = { kind: 'bgp-peer', key: session.peer.key } as const;
    const stops = stopsNothing;
    return [{ code: 'C07', kind: 'session-unexpected', severity: 'warning', owner: 'idc', subject, params, stops }];
  });
};
