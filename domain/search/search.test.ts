import { describe, expect, it } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { seedFigure } from '@/domain/testing/seed-figure';
import { entriesOfEstate } from './index-of';
import { buildSearchIndex, search } from './search';

const estate = anEstate()
  .withSite({
    key: 'dc-hz1',
    kind: 'data-centre',
    title: { en: 'Hangzhou DC 1', zh: '杭州一号机房' },
    hostPrefixes: ['172.16.0.0/16'],
    lans: [{ key: 'dc-hz1/rack-a', prefix: '172.16.10.0/24', gatewayAddress: '172.16.10.1' }],
    contacts: [{ name: 'Li Wei', email: 'li@example.net' }],
  })
  .withVpc({
    key: 'vpc-a',
    prefixes: ['192.168.0.0/16', 'fd00:8::/32'],
    routeTables: [
      {
        key: 'vtb-a',
        entries: [{ prefix: '10.0.0.0/16', nextHop: { kind: 'router-interface', key: 'ri' }, type: 'custom' }],
      },
    ],
  })
  .withGateway({
    key: 'hz-sw-1',
    site: 'dc-hz1',
    driver: 'frr',
    asn: 65001,
    interfaces: [{ name: 'a', address: '172.16.10.1/24' }],
  })
  .withCluster({
    key: 'c0',
    edgePodCidr: '10.0.0.0/16',
    nodes: [
      { name: 'edge-1', address: '172.16.10.11', podCidr: '10.0.0.0/25' },
      {
        name: 'edge-2',
        address: '172.16.10.12',
        podCidr: '10.0.0.128/25',
        speaker: { asn: 650011, announces: 'lan', nextHop: 'self' },
      },
    ],
  })
  .build();
const index = buildSearchIndex(entriesOfEstate(estate));
const find = (text: string) =>
  search(index, text).flatMap(({ kind, hits }) => hits.map(({ label, match }) => `${kind} ${label} ${match}`));

describe('searching what devices and clusters hold', () => {
  const held = buildSearchIndex(entriesOfEstate(seedFigure()));
  const kinds = (text: string) =>
    search(held, text).flatMap(({ kind, hits }) => hits.map(({ label, within }) => [kind, label, within].join(' ')));

  it.each<[string, string]>([
    ['ri-bp1vpc', 'router-interface ri-bp1vpc vpc:vpc-bp1hz'],
    ['ri-bp1vbr', 'router-interface ri-bp1vbr vbr:vbr-bp1hz'],
    ['sg-bp1pods', 'security-group sg-bp1pods vpc-bp1hz'],
    ['terway-edge', 'add-on terway-edge '],
    ['v1.13.2', 'add-on terway-edge '],
    ['uplink', 'gateway hz-sw-1 '],
    ['169.254.10.1', 'gateway-peer 169.254.10.1 hz-sw-1'],
  ])('%j finds %j', (text, expected) => {
    expect(kinds(text)).toContain(expected);
  });

  it('finds rows of gateways, what they announce and discard, and the networks of a VBR', () => {
    const estate = anEstate()
      .withGateway({
        key: 'gw',
        site: 'dc',
        driver: 'frr',
        asn: 65001,
        interfaces: [],
        networks: ['172.20.0.0/24'],
        aggregates: [{ prefix: '10.20.0.0/18' }],
        staticRoutes: [{ prefix: '172.21.0.0/24', discard: true }],
        observed: {
          routes: ['192.168.3.1', '192.168.3.2'].map((nextHop) => {
            return { prefix: '10.30.0.0/24', nextHop, source: 'bgp' as const, best: true };
          }),
          peers: [{ address: '172.16.10.9', peerAsn: 64999, sessionState: 'idle', description: 'rack switch' }],
        },
      })
      .withVbr({ key: 'vbr', physicalConnections: [], bgpNetworks: [{ prefix: '172.22.0.0/24' }] })
      .build();
    const own = buildSearchIndex(entriesOfEstate(estate));
    const first = (text: string) => search(own, text).map(({ kind, total }) => `${kind} ${total}`);
    expect(first('10.30.0.7')).toEqual(['gateway-route 1']);
    expect(['172.20.0.1', '10.20.0.1', '172.21.0.1'].map(first)).toEqual(Array(3).fill(['gateway 1']));
    expect(['as64999', 'rack switch'].map(first)).toEqual(Array(2).fill(['gateway-peer 1']));
    expect(first('172.22.0.9')).toEqual(['vbr 1']);
  });
});

describe('searching the estate', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['   ', []],
    ['nothing of the kind', []],
    ['EDGE-1', ['node edge-1 exact']],
    ['edge', ['node edge-1 start', 'node edge-2 start']],
    ['杭州', ['site dc-hz1 text']],
    ['hangzhou dc', ['site dc-hz1 text']],
    ['li wei', ['site dc-hz1 text']],
    ['as65001', ['gateway hz-sw-1 exact', 'node edge-2 text']],
    ['65001', ['gateway hz-sw-1 exact', 'node edge-2 text']],
    ['10.0.0.200', ['node edge-2 contains', 'route 10.0.0.0/16 contains', 'cluster c0 contains']],
    ['10.0.0.0/25', ['node edge-1 exact', 'route 10.0.0.0/16 contains', 'cluster c0 contains']],
    ['172.16.10.11', ['node edge-1 exact', 'site dc-hz1 contains', 'lan dc-hz1/rack-a contains']],
    ['fd00:8:1::1', ['vpc vpc-a contains']],
    ['fd00::/8', ['vpc vpc-a contained']],
  ])('%j finds %j', (text, expected) => {
    expect(find(text).sort()).toEqual([...expected].sort());
  });

  it('takes a narrower range for a part and a wider one for what holds it', () => {
    expect(find('172.16.10.0/23')).toContain('lan dc-hz1/rack-a contained');
    expect(find('172.16.10.0/23')).toContain('gateway hz-sw-1 contained');
    expect(find('172.16.10.0/23')).toContain('site dc-hz1 contains');
  });

  it('finds an interface by its address', () => {
    expect(find('172.16.10.1')).toContain('gateway hz-sw-1 exact');
    expect(find('172.16.10.1')).toContain('lan dc-hz1/rack-a exact');
  });

  it('counts what it does not show', () => {
    const nodes = search(index, 'edge', 1).find(({ kind }) => kind === 'node');
    expect(nodes).toMatchObject({ total: 2, hits: [{ label: 'edge-1' }] });
  });

  it('is not stopped by hostile text', () => {
    expect(find('('.repeat(100_000))).toEqual([]);
    expect(find('\u0000/99')).toEqual([]);
  });
});
