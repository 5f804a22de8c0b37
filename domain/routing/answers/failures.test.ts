import { describe, expect, it } from 'vitest';
import { BgpGroup } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import { parseAddress } from '@/domain/net/address';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { withFailure } from './fail';
import { failEach } from './failures';
import { judgeFlows } from './judge';

/** Site 0 and 2 have two circuits each, site 1 has one. */
const wide = (edit: (estate: Estate) => void = () => undefined) => {
  const estate = wideEstate({ sites: 3, nodesPerSite: 3, routesPerVbr: 5 });
  edit(estate);
  return viewOf(estate);
};

const OTHER = parseAddress('203.0.113.9');

const healthy = wide();
const impacts = failEach(healthy);

const impact = (key: string, of = impacts) =>
  of.find(({ failed }) => failed.key === key) ?? expect.fail(`nothing is called ${key}`);

describe('one thing failing at a time', () => {
  it.each([
    ['a circuit with a second beside it', 'pc-0a', []],
    ['the only circuit of a site', 'pc-1a', ['pods-1', 'hosts-1']],
    ['a VBR with a second beside it', 'vbr-2b', []],
    ['the only VBR of a site', 'vbr-1a', ['pods-1', 'hosts-1']],
    ['the gateway that both circuits of a site end at', 'gw-0', ['pods-0', 'hosts-0']],
    ['one of two pairs between VPC and site, whose VBR goes on announcing the VPC', 'ri-vpc-0a', ['pods-0', 'hosts-0']],
    ['one of two sessions, over which the pods were learnt', 'peer-0a', ['pods-0']],
    ['the only pair between VPC and site', 'ri-vpc-1a', ['pods-1', 'hosts-1']],
    ['one of two speakers', 'c-0|node-0-0', []],
  ])('%s', (_, key, lost) => {
    expect(impact(key).lost).toEqual(lost);
  });

  it('takes the last speaker’s announcements with it', () => {
    const view = wide((estate) => {
      for (const node of estate.clusters[0]!.nodes!) if (node.name === 'node-1-1') delete node.speaker;
    });
    expect(impact('c-0|node-1-0', failEach(view, ['node'])).lost).toEqual(['pods-1']);
  });

  it('takes a node of one cluster, and not its namesake of another', () => {
    const view = wide((estate) => {
      const [own] = estate.clusters;
      for (const node of own!.nodes!) if (node.name === 'node-1-1') delete node.speaker;
      const namesake = { ...own!.nodes!.find(({ name }) => name === 'node-1-0')!, pool: 'np-other' };
      delete namesake.podCidr;
      estate.clusters.push({ ...own!, key: 'c-other', nodePools: [], nodes: [{ ...namesake, address: OTHER }] });
    });
    const some = failEach(view, ['node']);
    expect([impact('c-0|node-1-0', some).lost, impact('c-other|node-1-0', some).lost]).toEqual([['pods-1'], []]);
  });

  it('takes the sessions of a node with its own gateway, and not those of a node elsewhere with the same address', () => {
    const view = wide((estate) => {
      const nodes = estate.clusters[0]!.nodes!;
      const address = nodes.find(({ name }) => name === 'node-0-0')!.address!;
      for (const node of nodes) if (node.name === 'node-1-0') node.address = address;
      estate.gateways = estate.gateways.slice(0, 2);
      for (const gateway of estate.gateways)
        gateway.observed = { peers: [{ address, peerAsn: 65100, sessionState: 'established' }] };
    });
    const statesAfter = (key: string) =>
      withFailure(view, { kind: 'node', key }).estate.gateways.map(
        ({ observed }) => observed?.peers?.[0]?.sessionState,
      );
    expect(statesAfter('c-0|node-0-0')).toEqual(['down', 'established']);
    expect(statesAfter('c-0|node-1-0')).toEqual(['established', 'down']);
  });

  it('takes everything with it where there is only one of each', () => {
    const view = viewOf(seedFigure());
    const working = judgeFlows(view).filter(({ kind }) => kind === 'reachable');
    expect(working.length).toBeGreaterThan(0);
    for (const { failed, lost } of failEach(view, ['physical-connection', 'vbr', 'gateway', 'router-interface']))
      expect([failed, lost]).toEqual([failed, working.map(({ flow }) => flow)]);
  });

  it('takes what was learnt over IPv4 though a session over IPv6 stays up', () => {
    const withSix = wide((estate) => {
      const six = { sessionState: 'established' } as const;
      estate.vbrs[2]!.bgpGroups!.push(
        BgpGroup.parse({
          key: 'six',
          ipVersion: 'ipv6',
          peers: [{ key: 'peer-6', address: '2001:db8::2', observed: six }],
        }),
      );
    });
    const only = withSix.estate.vbrs[2]!;
    expect(only.key).toBe('vbr-1a');
    const impacts = failEach(withSix, ['bgp-peer']);
    expect(impact('peer-1a', impacts).lost).toEqual(impact('peer-1a').lost);
    expect(impact('peer-6', impacts).lost).toEqual([]);
  });

  it('shows flows that then go out and come back by different VBRs', () => {
    // The site no longer hears of the VPC over a; the VPC still sends to the site's hosts over a.
    expect(impact('peer-0a').asymmetric).toEqual(['hosts-0']);
    expect(impact('pc-0a').asymmetric).toEqual([]);
  });

  it('counts the routes that move to the other session against its limit', () => {
    const view = wide((estate) => {
      const [a, b] = ['vbr-0a', 'vbr-0b'].map((key) => estate.vbrs.find((vbr) => vbr.key === key)!);
      a!.routeTable!.entries = a!.routeTable!.entries!.map((entry) =>
        entry.prefix === '20.0.0.0/24' ? { ...entry, prefix: '21.0.0.0/24' as typeof entry.prefix } : entry,
      );
      b!.bgpGroups![0]!.routeLimit = 6;
    });
    const circuits = failEach(view, ['physical-connection']);
    expect(impact('pc-0a', circuits).overLimit).toMatchObject([
      { kind: 'route-limit', subject: { key: 'peer-0b' }, params: { received: 7, limit: 6 } },
    ]);
    expect(impact('pc-0b', circuits).overLimit).toEqual([]);
  });

  it('counts them against what every group begins with, of a group that does not say', () => {
    const view = wide((estate) => {
      const [a, b] = ['vbr-0a', 'vbr-0b'].map((key) => estate.vbrs.find((vbr) => vbr.key === key)!);
      const learnt = a!.routeTable!.entries!.find(({ type }) => type === 'bgp')!;
      for (let third = 0; third < 110; third += 1)
        a!.routeTable!.entries!.push({ ...learnt, prefix: `21.0.${third}.0/24` as typeof learnt.prefix });
      delete b!.bgpGroups![0]!.routeLimit;
    });
    expect(impact('pc-0a', failEach(view, ['physical-connection'])).overLimit).toMatchObject([
      { kind: 'route-limit', subject: { key: 'peer-0b' }, params: { limit: 110 } },
    ]);
  });

  it('says what judging the failed estate from nothing says', () => {
    const now = judgeFlows(healthy);
    for (const { failed, lost } of impacts) {
      const then = judgeFlows(structuredClone(withFailure(healthy, failed)));
      const broken = then.filter(({ kind }, at) => now[at]!.kind === 'reachable' && kind !== 'reachable');
      expect([failed, lost]).toEqual([failed, broken.map(({ flow }) => flow)]);
    }
  });
});
