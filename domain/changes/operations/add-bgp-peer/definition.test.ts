import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { addBgpPeer } from './definition';
import { AddBgpPeer } from './schema';

const vbr = (estate: Estate) => estate.vbrs[0]!;
const group = (estate: Estate) => vbr(estate).bgpGroups![0]!;

/** The seed without its peer: the group waits for one. */
function withoutPeer(edit: (estate: Estate) => void = () => {}) {
  return seedWith((estate) => {
    group(estate).peers = [];
    edit(estate);
  });
}

function operation(more: Record<string, unknown> = {}) {
  return AddBgpPeer.parse({
    kind: 'add-bgp-peer',
    vbr: 'vbr-bp1hz',
    group: 'bgpg-bp1hz',
    address: '169.254.10.2',
    bfd: { enabled: true, hops: 1 },
    ...more,
  });
}

const codes = (estate: Estate, more = {}) =>
  addBgpPeer.validate(viewOf(estate), operation(more)).map(({ code, severity = 'error' }) => `${severity}: ${code}`);

const bfd = (minTxIntervalMs: number, minRxIntervalMs: number, detectMultiplier: number) => ({
  minTxIntervalMs,
  minRxIntervalMs,
  detectMultiplier,
});

describe('adding a BGP peer', () => {
  it('is fine where the gateway is ready for it', () => expect(codes(withoutPeer())).toEqual([]));
  it('refuses an address that has a peer', () => expect(codes(seedFigure())).toEqual(['error: peer-exists']));

  it.each([0, 256, 1.5])('refuses %d BFD hops', (hops) => {
    expect(AddBgpPeer.safeParse({ ...operation(), bfd: { enabled: true, hops } }).success).toBe(false);
  });

  it.each([0, 23456, 65535, 4294967295, 45104])('refuses a far end in AS %d', (asn) => {
    expect(codes(withoutPeer((estate) => (group(estate).peerAsn = asn)))).toContain('error: peer-asn-not-allowed');
  });

  it.each([65025, 64511, 65535, 4199999999, 4294967295, 1])('refuses AS %d as our own', (asn) => {
    expect(codes(withoutPeer((estate) => (group(estate).localAsn = asn)))).toContain('error: local-asn-not-allowed');
  });

  it.each([64512, 65534, 4200000000, 4294967294])('takes AS %d as our own', (asn) => {
    expect(codes(withoutPeer((estate) => (group(estate).localAsn = asn)))).not.toContain(
      'error: local-asn-not-allowed',
    );
  });

  const cases: [string, string, (estate: Estate) => void, Record<string, unknown>?][] = [
    ['a VBR nobody knows', 'error: router-unknown', (estate) => (estate.vbrs = [])],
    ['peers nobody has read', 'error: peers-unread', (estate) => delete vbr(estate).bgpGroups],
    ['a group nobody knows', 'error: group-unknown', () => {}, { group: 'bgpg-none' }],
    ['a group on its way', 'error: group-not-available', (estate) => (group(estate).status = 'modifying')],
    [
      'both ends in one AS',
      'error: peer-asn-equals-local',
      (estate) => {
        group(estate).localAsn = 64600;
        group(estate).peerAsn = 64600;
        estate.gateways[0]!.asn = 64600;
        estate.gateways[0]!.bgpPeers![0]!.peerAsn = 64600;
      },
    ],
    ['an unknown far AS', 'warning: peer-asn-unknown', (estate) => delete group(estate).peerAsn],
    ['an address that is not the far end', 'error: peer-address-not-far-end', () => {}, { address: '169.254.10.9' }],
    ['an address that is the VBR itself', 'error: peer-address-is-vbr', () => {}, { address: '169.254.10.1' }],
    [
      'a far end it cannot know',
      'warning: peer-address-unverified',
      (estate) => vbr(estate).physicalConnections.push('pc-2'),
      { address: '169.254.20.2' },
    ],
    [
      'a full VBR',
      'error: peer-quota-reached',
      (estate) => (group(estate).peers = Array.from({ length: 8 }, (_, at) => ({ key: `bgp-${at}` }))),
    ],
    ['more routes than the group takes', 'error: route-limit-exceeded', (estate) => (group(estate).routeLimit = 0)],
    [
      'nearly as many routes as the group takes',
      'warning: route-limit-near',
      (estate) => (group(estate).routeLimit = 1),
    ],
    [
      'a peer on its way',
      'error: peers-not-settled',
      (estate) => (group(estate).peers = [{ key: 'bgp-x', address: '169.254.10.6' as never, status: 'pending' }]),
    ],
    ['a VBR that is not active', 'error: vbr-not-active', (estate) => (vbr(estate).status = 'terminated')],
    [
      'a link whose ends are in two subnets',
      'error: link-subnet-wrong',
      (estate) => (vbr(estate).peerGatewayAddress = '169.254.10.2/29'),
    ],
    ['a gateway in another AS', 'warning: gateway-asn-differs', (estate) => (estate.gateways[0]!.asn = 65002)],
    [
      'a gateway that lacks the neighbour',
      'warning: gateway-lacks-neighbor',
      (estate) => (estate.gateways[0]!.bgpPeers = []),
    ],
    [
      'a gateway that expects another AS',
      'warning: gateway-remote-as-differs',
      (estate) => (estate.gateways[0]!.bgpPeers![0]!.peerAsn = 64512),
    ],
    ['a key on one side only', 'warning: bgp-key-one-sided', (estate) => delete group(estate).authKey],
    ['two different keys', 'error: bgp-key-differs', (estate) => (group(estate).authKey = { secret: 'another' })],
    ['BFD on one side only', 'warning: bfd-one-sided', () => {}, { bfd: { enabled: false } }],
    ['BFD timers out of range', 'error: bfd-timers-out-of-range', (estate) => (vbr(estate).bfd = bfd(100, 1000, 3))],
    [
      'a BFD multiplier out of range',
      'error: bfd-timers-out-of-range',
      (estate) => (vbr(estate).bfd = bfd(200, 1000, 2)),
    ],
    ['an address of another family', 'error: peer-family-differs', (estate) => (group(estate).ipVersion = 'ipv6')],
  ];
  it.each(cases)('speaks of %s', (_name, expected, edit, more) =>
    expect(codes(withoutPeer(edit), more)).toEqual([expected]),
  );

  it('compares keys by presence where only a fingerprint was read', () => {
    const estate = withoutPeer((each) => {
      delete group(each).authKey;
      group(each).authKeyFingerprint = 'f1';
    });
    expect(codes(estate)).toEqual([]);
  });

  it('becomes one step', () => {
    expect(addBgpPeer.steps(viewOf(withoutPeer()), operation())).toMatchObject([
      { effect: { kind: 'create-bgp-peer', address: '169.254.10.2', bfd: { hops: 1 } } },
    ]);
    expect(addBgpPeer.title(operation())).toEqual({ vbr: 'vbr-bp1hz', group: 'bgpg-bp1hz', address: '169.254.10.2' });
  });
});
