import { beforeEach, describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure } from '@/domain/testing/seed-figure';
import { announced, bestOf, takenIn } from './gateway';

const VBR = '169.254.10.1';
let estate: Estate;
let gateway: Gateway;

beforeEach(() => {
  estate = seedFigure();
  const [first] = estate.gateways;
  if (!first) throw new Error('the figure has no gateway');
  gateway = { ...first, aggregates: [], networks: [], filters: [] };
});

const said = () =>
  announced({ estate, gatewayEdits: {} }, gateway, { address: VBR, asn: 45104 }).map(({ prefix }) => prefix);
const p = parsePrefix;
const podCidrs = () => (estate.clusters[0]?.nodes ?? []).flatMap((node) => node.podCidr ?? []);
const speakers = () => (estate.clusters[0]?.nodes ?? []).flatMap((node) => node.speaker ?? []);

describe('what a gateway chooses', () => {
  const said = (peer: string, more: object = {}) => ({ prefix: p('192.168.0.0/16'), peer, asPath: [45104], ...more });

  it.each<[string, object, object]>([
    ['the lower neighbour among equals', {}, {}],
    ['the higher local preference before the shorter path', { localPreference: 200, asPath: [45104, 64500] }, {}],
    ['the shorter path before the MED', { med: 9 }, { asPath: [45104, 64500] }],
    ['the lower MED of one AS', {}, { med: 1 }],
  ])('is %s', (_, first, second) => {
    const paths = [said('192.0.2.1', first), said('192.0.2.2', second)];
    expect(bestOf(paths).map(({ peer }) => peer)).toEqual(['192.0.2.1']);
    expect(bestOf(paths.toReversed()).map(({ peer }) => peer)).toEqual(['192.0.2.1']);
  });

  it('bears what the gateway sets on what comes in', () => {
    gateway.bgpPeers = [{ address: parseAddress(VBR), peerAsn: 45104, localPreference: 200, med: 0 }];
    expect(takenIn(gateway, VBR, [said(VBR, { med: 7 })])).toEqual([said(VBR, { localPreference: 200, med: 0 })]);
  });
});

describe('what a gateway announces', () => {
  it('is every pod subnet of the LAN when its speakers speak for the LAN', () => {
    expect(said()).toEqual(podCidrs());
  });

  it('is only the subnets of the speaking nodes when they speak for themselves', () => {
    for (const speaker of speakers()) speaker.announces = 'own';
    expect(said()).toEqual(['10.0.0.0/25', '10.0.0.128/25']);
  });

  it('is nothing from a speaker that uses another ASN, is not ready or is elsewhere', () => {
    for (const speaker of speakers()) speaker.asn = 65199;
    expect(said()).toEqual([]);
    for (const speaker of speakers()) speaker.asn = 65100;
    expect(said()).not.toEqual([]);
    for (const node of estate.clusters[0]?.nodes ?? []) node.ready = false;
    expect(said()).toEqual([]);
  });

  it('is its own networks', () => {
    gateway.networks = [p('172.16.0.0/16')];
    gateway.bgpPeers = [];
    expect(said()).toEqual(['172.16.0.0/16']);
  });

  it('is an aggregate in place of what it sums up, and beside it when told so', () => {
    gateway.aggregates = [{ prefix: p('10.0.0.0/16'), summaryOnly: true, discard: false }];
    expect(said()).toEqual(['10.0.0.0/16']);
    gateway.aggregates = [{ prefix: p('10.0.0.0/16'), summaryOnly: false, discard: false }];
    expect(said()).toEqual(['10.0.0.0/16', ...podCidrs()]);
  });

  it('is no aggregate of nothing, unless a discard route stands for it', () => {
    gateway.bgpPeers = [];
    gateway.aggregates = [{ prefix: p('10.0.0.0/16'), summaryOnly: true, discard: false }];
    expect(said()).toEqual([]);
    gateway.aggregates = [{ prefix: p('10.0.0.0/16'), summaryOnly: true, discard: true }];
    expect(said()).toEqual(['10.0.0.0/16']);
  });

  it('passes the filters of that neighbour only, exactly', () => {
    const permit = [p('10.0.0.0/25')];
    gateway.filters = [{ peer: parseAddress(VBR), direction: 'out', permit }];
    expect(said()).toEqual(['10.0.0.0/25']);
    gateway.filters = [{ peer: parseAddress('169.254.99.1'), direction: 'out', permit }];
    expect(said()).toEqual(podCidrs());
  });

  it('leaves out what a filter keeps from coming in', () => {
    gateway.bgpPeers = gateway.bgpPeers?.filter((peer) => peer.address === '172.16.10.11');
    gateway.filters = [{ peer: parseAddress('172.16.10.11'), direction: 'in', permit: [p('10.0.1.0/25')] }];
    expect(said()).toEqual(['10.0.1.0/25']);
  });
});
