import { groupFamily } from '@/domain/estate/bgp';
import {
  gatewayOfSession,
  gatewayPeer,
  seenByGateway,
  sessionsOf,
  type Session,
} from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stopsNothing, type Fault } from '../finding';

/** BFD needs both ends (RFC 5880 section 6.1): on at the VBR and off at the gateway, a dead circuit is noticed no sooner (V9). */
export const bfdDiffers: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    if (session.peer.bfd?.enabled !== true) return [];
    const gateway = offAt(index, session);
    if (gateway === null) return [];
    const params = { vbr: vbr.key, peer: session.peer.key, gateway };
    const subject = { kind: 'bgp-peer', key: session.peer.key } as const;
    const stops = stopsNothing;
    return [{ code: 'V9', kind: 'bfd-differs', severity: 'warning', owner: 'idc', subject, params, stops }];
  });
};

/** The gateway at the far end where it surely has BFD off: as it was seen, else as it is declared. */
function offAt(index: EstateIndex, session: Session): string | null {
  const gateway = gatewayOfSession(index, session);
  if (!gateway) return null;
  const seen = seenByGateway(index, session, gateway)?.bfd;
  const isOff =
    seen === undefined || seen === 'unknown'
      ? gatewayPeer(gateway, session.vbr, groupFamily(session.group))?.bfd === false
      : seen === 'off';
  return isOff ? gateway.key : null;
}
