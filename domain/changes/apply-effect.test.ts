import { describe, expect, it } from 'vitest';
import { BgpGroup } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import { RouteEntry } from '@/domain/estate/routes';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { applyEffect } from './apply-effect';
import { Effect, inverseOf, laneOf, routerOf, routerOfLane } from './effect';

const vbr = (estate: Estate) => estate.vbrs[0]!;
const rows = (estate: Estate) =>
  vbr(estate).routeTable!.entries!.map((entry) => `${entry.prefix} ${entry.type} ${entry.status}`);
const route = Effect.parse({
  kind: 'create-route-entry',
  router: { kind: 'vbr', key: 'vbr-bp1hz' },
  routeTable: 'vtb-bp1vbr',
  prefix: '10.9.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
});
const removal = Effect.parse({
  kind: 'delete-bgp-peer',
  vbr: 'vbr-bp1hz',
  group: 'bgpg-bp1hz',
  address: '169.254.10.2',
  bfd: { enabled: true, hops: 1 },
});
const after = (estate: Estate, ...effects: Effect[]) => effects.reduce(applyEffect, viewOf(estate)).estate;

const withSecond = (sessionState: 'established' | 'active', receivedRoutes?: number) =>
  seedWith((estate) =>
    vbr(estate).bgpGroups![0]!.peers!.push({
      key: 'bgp-2',
      address: '169.254.20.2' as never,
      observed: { sessionState, receivedRoutes },
    }),
  );

describe('an effect on the estate', () => {
  it('adds a row and takes it away again, nothing else', () => {
    const estate = seedFigure();
    expect(rows(after(estate, route))).toEqual([...rows(estate), '10.9.0.0/16 custom available']);
    expect(after(estate, route, inverseOf(route))).toEqual(estate);
  });

  it('never changes the estate it was given', () => {
    const estate = seedFigure();
    after(estate, route, removal);
    expect(estate).toEqual(seedFigure());
  });

  it('gives the state a name of its own', () => {
    const view = viewOf(seedFigure());
    expect(applyEffect(view, route).revision).not.toBe(view.revision);
  });

  it('takes away the custom row only, not the learnt one of the same prefix', () => {
    const custom = { ...route, prefix: '10.0.0.0/16' as never };
    const both = after(seedFigure(), custom);
    expect(rows(both)).toContain('10.0.0.0/16 custom available');
    expect(rows(after(both, inverseOf(custom)))).toContain('10.0.0.0/16 bgp available');
  });

  it('leaves an unread table unread', () => {
    const estate = seedWith((each) => delete vbr(each).routeTable!.entries);
    expect(vbr(after(estate, route)).routeTable!.entries).toBeUndefined();
  });

  it('works on the tables of a VPC too', () => {
    const onVpc = { ...route, router: { kind: 'vpc', key: 'vpc-bp1hz' }, routeTable: 'vtb-bp1vpc' } as Effect;
    expect(after(seedFigure(), onVpc).vpcs[0]!.routeTables![0]!.entries).toHaveLength(3);
    expect(rows(after(seedFigure(), onVpc))).toEqual(rows(seedFigure()));
  });

  it('adds a peer whose session nobody has seen, and no routes', () => {
    const none = seedWith((estate) => (vbr(estate).bgpGroups![0]!.peers = []));
    const estate = after(none, inverseOf(removal));
    expect(vbr(estate).bgpGroups![0]!.peers).toMatchObject([
      { address: '169.254.10.2', bfd: { hops: 1 }, observed: { sessionState: 'unknown' } },
    ]);
    expect(rows(estate)).toEqual(rows(none));
  });

  it('leaves it open whether a gateway that waited for the peer still shows the session down', () => {
    const none = seedWith((estate) => {
      vbr(estate).bgpGroups![0]!.peers = [];
      const waiting = [{ address: '169.254.10.1', sessionState: 'active' }];
      estate.gateways[0]!.observed = { peers: waiting as never };
    });
    const said = (estate: Estate) => judgeFlows(viewOf(estate))[1]?.forward.kind;
    expect(said(none)).toBe('unreachable');
    expect(said(after(none, inverseOf(removal)))).toBe('unknown');
  });

  it('withdraws what was learnt when the last established peer goes', () => {
    expect(rows(after(seedFigure(), removal))).not.toContain('10.0.0.0/16 bgp available');
    expect(rows(after(withSecond('active', 9), removal))).not.toContain('10.0.0.0/16 bgp available');
  });

  it('keeps what was learnt when another peer carries all of it', () => {
    expect(rows(after(withSecond('established', 1), removal))).toContain('10.0.0.0/16 bgp available');
  });

  it.each([0, undefined])('does not know what stays when the other peer received %s routes', (received) => {
    expect(rows(after(withSecond('established', received), removal))).toContain('10.0.0.0/16 bgp unknown');
  });

  it('withdraws what was learnt over IPv4 though a session over IPv6 stays, and nothing of IPv6', () => {
    const dual = seedWith((estate) => {
      const peer = { address: '2001:db8::2', observed: { sessionState: 'established', receivedRoutes: 9 } };
      vbr(estate).bgpGroups!.push(BgpGroup.parse({ key: 'six', ipVersion: 'ipv6', peers: [{ key: 'p6', ...peer }] }));
      vbr(estate).routeTable!.entries!.push(
        RouteEntry.parse({
          prefix: '2001:db8:1::/64',
          nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
          type: 'bgp',
          status: 'available',
        }),
      );
    });
    const left = rows(after(dual, removal));
    expect(left).not.toContain('10.0.0.0/16 bgp available');
    expect(left).toContain('2001:db8:1::/64 bgp available');
  });

  it('changes nothing when the peer is not there', () => {
    expect(after(seedFigure(), Effect.parse({ ...removal, address: '169.254.99.9' })).vbrs).toEqual(seedFigure().vbrs);
  });
});

describe('a lane', () => {
  it('is the router an effect writes to, and can be read back', () => {
    expect(laneOf(routerOf(route))).toBe('router:vbr:vbr-bp1hz');
    expect(routerOfLane(laneOf(routerOf(removal)))).toEqual({ kind: 'vbr', key: 'vbr-bp1hz' });
    expect(routerOfLane('router:vpc:a:b')).toEqual({ kind: 'vpc', key: 'a:b' });
  });
});
