import { z } from 'zod';
import { type BgpPeer, SessionState } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import { Key } from '@/domain/estate/primitives';
import { type EstateView, freshnessOf } from '@/domain/estate/view';
import { findVbr, peersOf } from './estate-lookup';

/** One BGP session: its VBR and the address of its far end, which the service takes once for each VBR. */
export const SessionRef = z.object({ vbr: Key, address: Key });
export type SessionRef = z.output<typeof SessionRef>;

/** How people and acceptances name a session. */
export function sessionName({ vbr, address }: SessionRef): string {
  return `${vbr}/${address}`;
}

export function sameSession(a: SessionRef, b: SessionRef): boolean {
  return a.vbr === b.vbr && a.address === b.address;
}

/** A peer whose address was not reported goes by its key. */
export function sessionOf(vbr: Pick<Vbr, 'key'>, peer: Pick<BgpPeer, 'key' | 'address'>): SessionRef {
  return { vbr: vbr.key, address: peer.address ?? peer.key };
}

export function findSessionPeer(estate: Estate, session: SessionRef): BgpPeer | null {
  const vbr = findVbr(estate, session.vbr);
  return (vbr ? peersOf(vbr) : []).find((peer) => (peer.address ?? peer.key) === session.address) ?? null;
}

export const SESSION_KINDS = ['established', 'down', 'unknown'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** What a reading says of a session: the source's own word, or why there is none. */
export const SESSION_WORDS = [...SessionState.options, 'absent', 'stale', 'unread'] as const;
export type SessionWord = (typeof SESSION_WORDS)[number];

export type SessionSeen = { session: SessionRef; kind: SessionKind; word: SessionWord };

/** A session as the view shows it. A reading that has grown old shows nothing, whatever it said. */
export function seeSession(view: EstateView, session: SessionRef): SessionSeen {
  const part = freshnessOf(view, 'bgp-peer', session.vbr);
  if (part && (part.stale || part.observedAt === null)) return { session, kind: 'unknown', word: 'stale' };
  if (findVbr(view.estate, session.vbr)?.bgpGroups === undefined) return { session, kind: 'unknown', word: 'unread' };
  const peer = findSessionPeer(view.estate, session);
  if (!peer) return { session, kind: 'down', word: 'absent' };
  const word = peer.observed?.sessionState ?? 'unknown';
  return { session, kind: word === 'unknown' ? 'unknown' : word === 'established' ? 'established' : 'down', word };
}
