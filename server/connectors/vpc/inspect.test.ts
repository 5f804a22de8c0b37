import { describe, expect, test } from 'vitest';
import { Effect } from '@/domain/changes/effect';
import type { EffectStateKind } from '@/domain/changes/effect';
import type { Answer } from '../alibaba/call';
import { inspect } from './inspect';

const route = Effect.parse({
  kind: 'create-route-entry',
  router: { kind: 'vbr', key: 'vbr-1' },
  routeTable: 'vtb-1',
  prefix: '10.0.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-ours' },
});
const peer = Effect.parse({
  kind: 'create-bgp-peer',
  vbr: 'vbr-1',
  group: 'bgpg-1',
  address: '169.254.10.2',
  bfd: { enabled: true, hops: 1 },
});
const undo = (effect: Effect) => ({ ...effect, kind: effect.kind.replace('create', 'delete') }) as Effect;

const entryRow = (Status: string, { hop = 'ri-ours', Type = 'Custom', prefix = '10.0.0.0/16' } = {}) => ({
  RouteEntryId: Type === 'Custom' ? 'rte-1' : '',
  DestinationCidrBlock: prefix,
  Type,
  Status,
  NextHops: { NextHop: [{ NextHopType: 'RouterInterface', NextHopId: hop }] },
});
const peerRow = (Status: string, more: object = {}) => ({
  ...{
    BgpPeerId: 'bgp-1',
    BgpGroupId: 'bgpg-1',
    RouterId: 'vbr-1',
    PeerIpAddress: '169.254.10.2',
    Status,
    BgpStatus: 'Active',
  },
  ...{ EnableBfd: true, BfdMultiHop: 1, ...more },
});

const asking = (rows: unknown[]) => async (action: string) => {
  const list: Record<string, Answer> = {
    DescribeRouteEntryList: { RouteEntrys: { RouteEntry: rows } },
    DescribeBgpPeers: { BgpPeers: { BgpPeer: rows } },
  };
  return Promise.resolve({ RequestId: 'r', TotalCount: rows.length, ...list[action] });
};
const stateOf = (effect: Effect, rows: unknown[]) => inspect(asking(rows), 'cn-hangzhou', effect);

describe('a route entry to be created and to be deleted', () => {
  test.each<[string, unknown[], EffectStateKind, EffectStateKind]>([
    ['absent', [], 'not-applied', 'applied'],
    ['available', [entryRow('Available')], 'applied', 'not-applied'],
    ['pending', [entryRow('Pending')], 'in-progress', 'in-progress'],
    ['modifying', [entryRow('Modifying')], 'in-progress', 'in-progress'],
    ['deleting', [entryRow('Deleting')], 'in-progress', 'in-progress'],
    ['in a state nobody knows', [entryRow('Frozen')], 'in-progress', 'in-progress'],
    ['another next hop', [entryRow('Available', { hop: 'ri-other' })], 'contradicted', 'contradicted'],
    ['another next hop, going away', [entryRow('Deleting', { hop: 'ri-other' })], 'in-progress', 'in-progress'],
    ['learnt by BGP', [entryRow('Available', { Type: 'BGP' })], 'not-applied', 'applied'],
    [
      'learnt by BGP and our own',
      [entryRow('Available', { Type: 'BGP', hop: 'ri-other' }), entryRow('Available')],
      'applied',
      'not-applied',
    ],
    ['a system route', [entryRow('Available', { Type: 'System', hop: 'ri-other' })], 'not-applied', 'applied'],
    [
      'of a type nobody knows',
      [entryRow('Available', { Type: 'New', hop: 'ri-other' })],
      'contradicted',
      'contradicted',
    ],
    [
      'another prefix, where the filter was not honoured',
      [entryRow('Available', { prefix: '10.1.0.0/16' })],
      'not-applied',
      'applied',
    ],
  ])('%s', async (_what, rows, created, deleted) => {
    expect((await stateOf(route, rows)).kind).toBe(created);
    expect((await stateOf(undo(route), rows)).kind).toBe(deleted);
  });

  test('several next hops are another way than one of them', async () => {
    const row = entryRow('Available');
    row.NextHops.NextHop.push({ NextHopType: 'RouterInterface', NextHopId: 'ri-other' });
    expect(await stateOf(route, [row])).toMatchObject({ kind: 'contradicted', detail: 'next hop ri-ours, ri-other' });
  });

  test('says which entry it speaks of', async () => {
    expect(await stateOf(route, [entryRow('Pending')])).toEqual({
      kind: 'in-progress',
      resourceId: 'rte-1',
      detail: 'pending',
    });
    expect(await stateOf(route, [entryRow('Available', { hop: 'ri-other' })])).toEqual({
      kind: 'contradicted',
      resourceId: 'rte-1',
      detail: 'next hop ri-other',
    });
  });

  test('a row that cannot be understood could be the one: no answer', async () => {
    await expect(stateOf(route, [{ ...entryRow('Available'), NextHops: 'none' }])).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('a BGP peer to be created and to be deleted', () => {
  test.each<[string, unknown[], EffectStateKind, EffectStateKind]>([
    ['absent', [], 'not-applied', 'applied'],
    ['available, whatever its session', [peerRow('Available')], 'applied', 'not-applied'],
    ['pending', [peerRow('Pending')], 'in-progress', 'in-progress'],
    ['modifying', [peerRow('Modifying')], 'in-progress', 'in-progress'],
    ['deleting', [peerRow('Deleting')], 'in-progress', 'in-progress'],
    ['deleted, still listed', [peerRow('Deleted')], 'not-applied', 'applied'],
    ['in another group', [peerRow('Available', { BgpGroupId: 'bgpg-2' })], 'contradicted', 'applied'],
    [
      'on another VBR, where the filter was not honoured',
      [peerRow('Available', { RouterId: 'vbr-2' })],
      'not-applied',
      'applied',
    ],
    ['another address', [peerRow('Available', { PeerIpAddress: '169.254.10.6' })], 'not-applied', 'applied'],
    ['without the BFD that was asked for', [peerRow('Available', { EnableBfd: false })], 'contradicted', 'not-applied'],
    ['with other BFD hops', [peerRow('Available', { BfdMultiHop: 9 })], 'contradicted', 'not-applied'],
    ['with BFD unknown', [peerRow('Available', { EnableBfd: undefined })], 'applied', 'not-applied'],
  ])('%s', async (_what, rows, created, deleted) => {
    expect((await stateOf(peer, rows)).kind).toBe(created);
    expect((await stateOf(undo(peer), rows)).kind).toBe(deleted);
  });

  test('says which peer it speaks of', async () => {
    expect(await stateOf(peer, [peerRow('Available')])).toEqual({ kind: 'applied', resourceId: 'bgp-1' });
  });
});

test('a list that is not whole gives no answer', async () => {
  const short = () => Promise.resolve({ RequestId: 'r', TotalCount: 2, RouteEntrys: { RouteEntry: [] } });
  await expect(inspect(short, 'cn-hangzhou', route)).rejects.toMatchObject({ kind: 'unavailable' });
});
