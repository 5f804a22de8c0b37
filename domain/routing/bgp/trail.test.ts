import { describe, expect, it } from 'vitest';
import { SessionState } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { observedViewOf, seedWith } from '@/domain/testing/seed-figure';
import { dropRow, gatewayOf, peerOf, vbrOf, vbrRows } from '@/domain/testing/seed-parts';
import { sessionsOf } from '../sessions/bgp-session';
import { indexEstate } from '../estate-index';
import { formationOf } from './formation';
import { trailsOf } from './trail';

const CLOUD_END = parseAddress('169.254.10.1');
const nodesOf = (estate: Estate) => estate.clusters[0]?.nodes ?? [];

/** The trail of the subnet of a1, or of another node: by what each place has it, and where it vanished. */
function trail(edit: (estate: Estate) => void, node = 'edge-hz1-a1') {
  const index = indexEstate(observedViewOf(seedWith(edit)));
  const [gateway, vbr] = [[...index.gateways.values()][0]!, [...index.vbrs.values()][0]!];
  const found = trailsOf(index, gateway, vbr).find((each) => each.node === node);
  const { stage, why } = found?.vanishedAt ?? {};
  return { seen: found?.sightings.map(({ has, as }) => as ?? has), vanished: stage ? `${stage} ${why}` : null };
}

/** The gateway's sessions as it shows them, the VBR's first; `to`: toward whom it has no policy. */
function seen(cloud: string, nodes: string, { to }: { to?: 'nodes' | 'cloud' } = {}) {
  const peer = (address: string, sessionState: string, missingPolicy?: string) => ({
    address: parseAddress(address),
    sessionState: SessionState.parse(sessionState),
    ...(missingPolicy ? { missingPolicy: missingPolicy as 'both' } : {}),
  });
  const shut = to === 'nodes' ? 'both' : undefined;
  return {
    peers: [
      peer('169.254.10.1', cloud, to === 'cloud' ? 'out' : undefined),
      ...['172.16.10.11', '172.16.10.12'].map((address) => peer(address, nodes, shut)),
    ],
  };
}

describe('the trail of a pod subnet from its node to the VBR', () => {
  it('leads through the gateway into an aggregate', () => {
    expect(trail(() => undefined)).toEqual({
      seen: ['10.0.0.0/25', true, '10.0.0.0/16', '10.0.0.0/16'],
      vanished: null,
    });
  });

  it.each<[string, (estate: Estate) => void, string]>([
    ['no node announces it', (each) => nodesOf(each).forEach((node) => delete node.speaker), 'node no-speaker'],
    ['the gateway peers with no node', (each) => void (gatewayOf(each).bgpPeers = []), 'gateway not-peered'],
    [
      'the gateway takes nothing from its nodes',
      (each) =>
        void (gatewayOf(each).filters = [
          { peer: parseAddress('172.16.10.11'), direction: 'in', permit: [] },
          { peer: parseAddress('172.16.10.12'), direction: 'in', permit: [] },
        ]),
      'gateway filtered-in',
    ],
    [
      'the gateway sends nothing to the VBR',
      (each) => void (gatewayOf(each).filters = [{ peer: CLOUD_END, direction: 'out', permit: [] }]),
      'sent filtered-out',
    ],
    [
      'the session is down',
      (each) => {
        peerOf(each).observed = { sessionState: 'idle' };
        dropRow(vbrRows(each), '10.0.0.0/16');
      },
      'vbr session-down',
    ],
    [
      'the sessions with the nodes are down',
      (each) => void (gatewayOf(each).observed = seen('established', 'active')),
      'gateway session-down',
    ],
    [
      'the gateway has no policy for its nodes',
      (each) => void (gatewayOf(each).observed = seen('established', 'established', { to: 'nodes' })),
      'gateway no-policy',
    ],
    [
      'the gateway has no policy toward the VBR',
      (each) => void (gatewayOf(each).observed = seen('established', 'established', { to: 'cloud' })),
      'sent no-policy',
    ],
    [
      'the path holds the number of the cloud',
      (each) => {
        Object.assign(gatewayOf(each), { aggregates: [], filters: [] });
        gatewayOf(each).bgpPeers?.forEach((peer) => void (peer.peerAsn = 45104));
        nodesOf(each).forEach((node) => node.speaker && (node.speaker.asn = 45104));
        dropRow(vbrRows(each), '10.0.0.0/16');
      },
      'vbr as-loop',
    ],
    [
      'more is sent than the VBR takes',
      (each) => {
        Object.assign(gatewayOf(each), { aggregates: [], filters: [] });
        vbrOf(each).bgpGroups!.forEach((group) => void (group.routeLimit = 2));
        dropRow(vbrRows(each), '10.0.0.0/16');
      },
      'vbr over-limit',
    ],
    ['everything says that it should be there', (each) => dropRow(vbrRows(each), '10.0.0.0/16'), 'vbr not-explained'],
  ])('ends where %s', (_, edit, vanished) => {
    expect(trail(edit).vanished).toBe(vanished);
  });

  it('believes what the gateway was seen to hold before what its settings predict', () => {
    const seen = (estate: Estate) => {
      const route = { nextHop: parseAddress('172.16.10.11'), source: 'bgp', best: true } as const;
      gatewayOf(estate).observed = { routes: [{ prefix: parsePrefix('10.0.0.0/25'), ...route }] };
    };
    expect(trail(seen).vanished).toBeNull();
    expect(trail(seen, 'edge-hz1-a3').vanished).toBe('gateway not-explained');
  });

  it('has nothing of a summary in which nothing is', () => {
    const sightings = trail((each) => nodesOf(each).forEach((node) => delete node.speaker)).seen;
    expect(sightings).toEqual([false, false, false, '10.0.0.0/16']);
  });
});

function offLink(estate: Estate, hops: number): void {
  Object.assign(peerOf(estate), { address: '172.16.0.1', bfd: { enabled: true, hops } });
  gatewayOf(estate).interfaces.push({ name: 'lo', address: '172.16.0.1/32' });
}

function cloudPeer(sessionState: 'idle') {
  return { address: CLOUD_END, sessionState };
}

function over6(estate: Estate) {
  return { bgpGroups: vbrOf(estate).bgpGroups?.map((group) => ({ ...group, ipVersion: 'ipv6' })) };
}

describe('whether a session should come up', () => {
  it.each<[string, (estate: Estate) => void, object]>([
    ['does where both ends fit', () => undefined, { forms: 'yes' }],
    [
      'does not while it is made',
      (each) => void (peerOf(each).status = 'pending'),
      { forms: 'no', why: 'not-provisioned' },
    ],
    [
      'does not where nobody has the address',
      (each) => void (peerOf(each).address = parseAddress('169.254.10.9')),
      { forms: 'no', why: 'nobody-at-address' },
    ],
    ['does not with another AS number', (each) => void (gatewayOf(each).asn = 65009), { forms: 'no', why: 'asn' }],
    [
      'does not with another key',
      (each) => void (gatewayOf(each).bgpPeers![0]!.authKey = { secret: 'other' }),
      { forms: 'no', why: 'key' },
    ],
    [
      'does not where the gateway has no such neighbour',
      (each) => void (gatewayOf(each).bgpPeers = []),
      { forms: 'no', why: 'not-configured' },
    ],
    [
      'cannot be told where nothing is known of the gateway',
      (each) => delete gatewayOf(each).bgpPeers,
      { forms: 'unknown' },
    ],
    ['cannot be told off the link', (each) => offLink(each, 255), { forms: 'unknown', why: 'off-link' }],
    ['does not off the link with BFD of one hop', (each) => offLink(each, 1), { forms: 'no', why: 'hops' }],
    [
      'does not where the gateway has shut it',
      (each) => void (gatewayOf(each).observed = { peers: [{ ...cloudPeer('idle'), adminDown: true }] }),
      { forms: 'no', why: 'shut' },
    ],
    [
      'does not after too many routes for the gateway',
      (each) => void (gatewayOf(each).observed = { peers: [{ ...cloudPeer('idle'), routeLimitExceeded: true }] }),
      { forms: 'no', why: 'route-limit' },
    ],
    [
      'does not while BFD of both ends is down',
      (each) => void (gatewayOf(each).observed = { peers: [{ ...cloudPeer('idle'), bfd: 'down' }] }),
      { forms: 'no', why: 'bfd' },
    ],
    [
      'does not over IPv6 where the VBR has none',
      (each) => void Object.assign(vbrOf(each), { ipv6Enabled: false }, over6(each)),
      { forms: 'no', why: 'family-off' },
    ],
  ])('%s', (_, edit, formation) => {
    const index = indexEstate(observedViewOf(seedWith(edit)));
    const session = sessionsOf([...index.vbrs.values()][0]!)[0]!;
    expect(formationOf(index, session)).toEqual(formation);
  });
});
