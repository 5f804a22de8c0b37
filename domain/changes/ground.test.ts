import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith } from '@/domain/testing/seed-figure';
import { Effect } from './effect';
import { groundOf, touchesOf } from './ground';

const route = Effect.parse({
  kind: 'create-route-entry',
  router: { kind: 'vbr', key: 'vbr-bp1hz' },
  routeTable: 'vtb-bp1vbr',
  prefix: '10.9.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-bp1vbr' },
});
const peer = Effect.parse({ kind: 'create-bgp-peer', vbr: 'vbr-bp1hz', group: 'bgpg-bp1hz', address: '169.254.20.2' });
const ground = (estate: Estate, effect: Effect) => groundOf({ estate }, touchesOf(effect));
const vbr = (estate: Estate) => estate.vbrs[0]!;
const firstPeer = (estate: Estate) => vbr(estate).bgpGroups![0]!.peers![0]!;

describe('the ground under a plan', () => {
  const moves: [string, Effect, (estate: Estate) => void][] = [
    ['a row that goes', route, (estate) => vbr(estate).routeTable!.entries!.pop()],
    ['a row that changes its status', route, (estate) => (vbr(estate).routeTable!.entries![0]!.status = 'modifying')],
    ['a row that changes its target', route, (estate) => (vbr(estate).routeTable!.entries![0]!.nextHop!.key = 'ri-x')],
    ['a VBR that changes its status', route, (estate) => (vbr(estate).status = 'terminating')],
    ['a circuit that is locked', route, (estate) => (estate.physicalConnections[0]!.businessStatus = 'locked')],
    ['a next hop that goes down', route, (estate) => (estate.routerInterfaces[1]!.status = 'inactive')],
    ['a table nobody can read', route, (estate) => delete vbr(estate).routeTable!.entries],
    [
      'a peer that comes',
      peer,
      (estate) => vbr(estate).bgpGroups![0]!.peers!.push({ key: 'bgp-2', address: '169.254.20.2' as never }),
    ],
    ['a session that goes down', peer, (estate) => (firstPeer(estate).observed!.sessionState = 'active')],
    ['a group with another AS', peer, (estate) => (vbr(estate).bgpGroups![0]!.peerAsn = 65002)],
    ['peers nobody can read', peer, (estate) => delete vbr(estate).bgpGroups],
  ];
  it.each(moves)('moves with %s', (_name, effect, edit) => {
    expect(ground(seedWith(edit), effect)).not.toBe(ground(seedFigure(), effect));
  });

  const still: [string, Effect, (estate: Estate) => void][] = [
    ['the order of rows', route, (estate) => vbr(estate).routeTable!.entries!.reverse()],
    ['counters', peer, (estate) => (firstPeer(estate).observed!.receivedRoutes = 7)],
    ['a session that is down in another way', peer, () => {}],
    ['other tables', route, (estate) => estate.vpcs[0]!.routeTables![0]!.entries!.pop()],
    ['peers under a route', route, (estate) => (firstPeer(estate).observed!.sessionState = 'down')],
  ];
  it.each(still)('does not move with %s', (_name, effect, edit) => {
    expect(ground(seedWith(edit), effect)).toBe(ground(seedFigure(), effect));
  });

  it('is one text however the steps are ordered', () => {
    const view = { estate: seedFigure() };
    const [a, b] = [touchesOf(route), touchesOf(peer)];
    expect(groundOf(view, [...a, ...b, ...a])).toBe(groundOf(view, [...b, ...a]));
  });
});
