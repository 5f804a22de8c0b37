import type { Vbr } from '@/domain/estate/express-connect';
import { addressFamily, type Address } from '@/domain/net/address';
import { formationOf } from '@/domain/routing/bgp/formation';
import { healthBetween, hostOf, localHosts, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import { linkEnds } from '@/domain/routing/sessions/link-fault';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stopsNothing, type Fault } from '../finding';

/**
 * A session that is not up, with an address that is not the far end of its link (V7). An established one has proved its address, and
 * of several circuits the VBR tells the ends of one.
 */
export const peerNotFarEnd: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale' || vbr.physicalConnections.length !== 1) return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    const { key, address } = session.peer;
    const far = address === undefined ? null : farEnd(vbr, address);
    if (address === undefined || far === null || address === far) return [];
    const health = healthBetween(index, session);
    const cause = causeOf(index, session);
    if (health === 'established' || cause === null) return [];
    const severity = health === 'down' ? 'error' : 'warning';
    const subject = { kind: 'bgp-peer', key } as const;
    const params = { vbr: vbr.key, peer: key, address, expected: far, cause };
    return [{ code: 'V7', kind: 'peer-not-far-end', severity, owner: 'cloud', subject, params, stops: stopsNothing }];
  });
};

/** Of the address's own family; null where the VBR does not tell both ends. */
function farEnd(vbr: Vbr, address: Address): string | null {
  const { local, peer } = linkEnds(vbr, addressFamily(address));
  return local === undefined ? null : hostOf(peer);
}

function causeOf(index: EstateIndex, session: Session): 'own' | 'nobody' | 'off-link' | null {
  if (localHosts(session.vbr).includes(session.peer.address ?? '')) return 'own';
  const { why } = formationOf(index, session);
  return why === 'nobody-at-address' ? 'nobody' : why === 'off-link' ? why : null;
}
