import { beforeEach, describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure } from '@/domain/testing/seed-figure';
import { learntPrefixes, refreshSessions, sessionView } from './bgp';
import { buildWorld } from './build';
import type { WorldState } from './state';

const UP_MS = 2000;
let estate: Estate;

beforeEach(() => {
  estate = seedFigure();
});

function world(): WorldState {
  const state = buildWorld(estate, { scenario: 's', digest: 'd', born: '2026-01-01T00:00:00Z' });
  refreshSessions(state, 0, UP_MS);
  return state;
}

function view(state: WorldState, now = UP_MS) {
  const [peer] = state.peers;
  if (!peer) throw new Error('the figure has no peer');
  const { status, problem } = sessionView(state, peer, now);
  return { status, problem };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the figure lacks a part');
  return value;
}

const gateway = () => must(estate.gateways[0]);
const uplink = () => must(gateway().bgpPeers?.find((peer) => peer.peerAsn === 45104));
const group = () => must(estate.vbrs[0]?.bgpGroups?.[0]);

describe('a session', () => {
  it('passes through Connect and comes up when both ends agree', () => {
    const state = world();
    expect(view(state, UP_MS - 1)).toEqual({ status: 'Connect', problem: null });
    expect(view(state, UP_MS)).toEqual({ status: 'Established', problem: null });
  });

  it.each<[string, string, () => void]>([
    ['circuit-down', 'Idle', () => (must(estate.physicalConnections[0]).status = 'terminated')],
    ['circuit-down', 'Idle', () => (must(estate.physicalConnections[0]).businessStatus = 'financialLocked')],
    ['vbr-not-active', 'Idle', () => (must(estate.vbrs[0]).status = 'terminated')],
    ['nobody-at-address', 'Connect', () => (gateway().interfaces = [])],
    ['not-configured-at-gateway', 'Active', () => (gateway().bgpPeers = [])],
    ['auth-key-mismatch', 'Active', () => (uplink().authKey = { secret: 'another' })],
    ['auth-key-mismatch', 'Active', () => (group().authKey = undefined)],
    ['asn-mismatch', 'Idle', () => (uplink().peerAsn = 65002)],
    ['asn-mismatch', 'Idle', () => (gateway().asn = 65002)],
    ['not-provisioned', 'Idle', () => (group().status = 'pending')],
  ])('stays down by %s and shows %s', (problem, status, breakIt) => {
    breakIt();
    expect(view(world(), 10 * UP_MS)).toEqual({ status, problem });
  });

  it('needs no key when neither end has one', () => {
    group().authKey = undefined;
    uplink().authKey = undefined;
    expect(view(world()).status).toBe('Established');
  });

  it('goes down at once when held, and takes its time to come back', () => {
    const state = world();
    state.heldDown = [must(state.peers[0]).id];
    refreshSessions(state, 5000, UP_MS);
    expect(view(state, 5000)).toEqual({ status: 'Idle', problem: 'held-down' });
    state.heldDown = [];
    refreshSessions(state, 6000, UP_MS);
    expect([view(state, 7999).status, view(state, 8000).status]).toEqual(['Connect', 'Established']);
  });

  it('starts over when what both ends agreed on changes, and not otherwise', () => {
    const state = world();
    must(state.groups[0]).description = 'new words';
    refreshSessions(state, 5000, UP_MS);
    expect(view(state, 5000).status).toBe('Established');
    must(state.peers[0]).group = 'bgpg-twin';
    state.groups = [{ ...must(state.groups[0]), id: 'bgpg-twin' }];
    refreshSessions(state, 6000, UP_MS);
    expect(view(state, 6000).status).toBe('Connect');
  });
});

describe('routes learnt by a VBR', () => {
  const vbr = () => must(estate.vbrs[0]).key;
  const learnt = (now = UP_MS) => learntPrefixes(world(), vbr(), now);

  it('are those of Established sessions only', () => {
    expect([learnt(UP_MS - 1), learnt(UP_MS)]).toEqual([[], ['10.0.0.0/16']]);
  });

  it('are each listed once although two peers announce them', () => {
    const twin = { ...must(group().peers?.[0]), key: 'bgp-twin' };
    group().peers?.push(twin);
    expect(learnt()).toEqual(['10.0.0.0/16']);
  });

  it('past the limit are denied, and the count stops there', () => {
    gateway().filters = [];
    gateway().aggregates = [];
    gateway().networks = Array.from({ length: 120 }, (_, index) => parsePrefix(`10.1.${index}.0/24`));
    const state = world();
    expect(sessionView(state, must(state.peers[0]), UP_MS).learnt).toHaveLength(110);
    group().routeLimit = 3;
    expect(learnt()).toHaveLength(3);
  });

  it('and the networks that the VBR announces are counted while they are available', () => {
    const state = world();
    const count = () => sessionView(state, must(state.peers[0]), UP_MS).advertised;
    expect(count()).toBe(1);
    must(state.networks[0]).status = 'Deleting';
    expect(count()).toBe(0);
  });
});
