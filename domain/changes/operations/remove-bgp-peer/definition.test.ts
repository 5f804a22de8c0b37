import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { removeBgpPeer } from './definition';
import { RemoveBgpPeer } from './schema';

const peers = (estate: Estate) => estate.vbrs[0]!.bgpGroups![0]!.peers!;
const operation = (more = {}) =>
  RemoveBgpPeer.parse({
    kind: 'remove-bgp-peer',
    vbr: 'vbr-bp1hz',
    group: 'bgpg-bp1hz',
    address: '169.254.10.2',
    ...more,
  });
const codes = (estate: Estate, more = {}) =>
  removeBgpPeer.validate(viewOf(estate), operation(more)).map(({ code, severity = 'error' }) => `${severity}: ${code}`);

function secondPeer(sessionState: 'established' | 'active', receivedRoutes = 1) {
  return seedWith((estate) =>
    peers(estate).push({
      key: 'bgp-2',
      address: '169.254.20.2' as never,
      status: 'available',
      observed: { sessionState, receivedRoutes },
    }),
  );
}

describe('removing a BGP peer', () => {
  it('warns that the last session takes its routes with it, and which addresses lose their path', () => {
    expect(codes(seedFigure())).toEqual(['warning: last-established-peer', 'warning: last-path-removed']);
  });
  it('warns alike when the other session is not up', () => {
    expect(codes(secondPeer('active'))).toContain('warning: last-established-peer');
  });
  it('is fine when another session is up', () => expect(codes(secondPeer('established'))).toEqual([]));
  it('is fine for a session that is not up', () => {
    expect(codes(seedWith((estate) => (peers(estate)[0]!.observed = { sessionState: 'active' })))).toEqual([]);
  });

  const cases: [string, string, (estate: Estate) => void, object?][] = [
    ['is not there', 'error: peer-missing', () => {}, { address: '169.254.10.9' }],
    ['is in another group', 'error: peer-missing', () => {}, { group: 'bgpg-none' }],
    ['is on a VBR nobody knows', 'error: router-unknown', (estate) => (estate.vbrs = [])],
    ['nobody has read', 'error: peers-unread', (estate) => delete estate.vbrs[0]!.bgpGroups],
  ];
  it.each(cases)('refuses a peer that %s', (_name, expected, edit, more) =>
    expect(codes(seedWith(edit), more)).toEqual([expected]),
  );

  it('refuses while a peer is on its way', () => {
    expect(codes(seedWith((estate) => (peers(estate)[0]!.status = 'deleting')))).toContain('error: peers-not-settled');
  });

  it('remembers the BFD setting for the way back', () => {
    expect(removeBgpPeer.steps(viewOf(seedFigure()), operation())).toMatchObject([
      { effect: { kind: 'delete-bgp-peer', bfd: { enabled: true, hops: 1 } } },
    ]);
  });

  it('lists what is withdrawn', () => {
    expect(removeBgpPeer.diff(viewOf(seedFigure()), operation())).toMatchObject([
      { sign: '-', subject: '169.254.10.2' },
      { sign: '-', subject: '10.0.0.0/16', note: 'withdrawn' },
    ]);
    expect(removeBgpPeer.diff(viewOf(secondPeer('established')), operation())).toHaveLength(1);
  });
});
