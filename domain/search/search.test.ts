import { describe, expect, it } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
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
