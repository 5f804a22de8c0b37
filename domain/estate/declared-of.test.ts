import { describe, expect, it } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { parsePrefix } from '@/domain/net/prefix';
import { declaredOf, skippedFields } from './declared-of';

const estate = anEstate()
  .withSite({ key: 'dc-a', kind: 'data-centre', hostPrefixes: ['172.16.0.0/16'] })
  .withVpc({
    key: 'vpc-a',
    title: { en: 'Core' },
    status: 'available',
    prefixes: ['192.168.0.0/16'],
    vSwitches: [{ key: 'vsw-a', prefix: '192.168.0.0/24', availableAddresses: 200 }],
    routeTables: [{ key: 'vtb-a', quota: 400, entries: [{ prefix: '10.0.0.0/8' }] }],
    securityGroups: [{ key: 'sg-a', permits: [] }],
  })
  .withPhysicalConnection({ key: 'pc-a', site: 'dc-a', status: 'enabled' })
  .withPhysicalConnection({ key: 'pc-unsaid', status: 'enabled' })
  .withRouterInterface({ key: 'ri-a', router: 'vpc-a' })
  .withVbr({
    key: 'vbr-a',
    site: 'dc-a',
    status: 'active',
    bgpGroups: [
      {
        key: 'bgpg-a',
        peerAsn: 65001,
        authKey: { secret: 'key-a' },
        peers: [{ key: 'bgp-a', observed: { sessionState: 'established', receivedRoutes: 1 } }],
      },
    ],
  })
  .withGateway({ key: 'gw-a', site: 'dc-a', driver: 'frr', asn: 65001, networks: ['172.16.0.0/16'] })
  .withCluster({
    key: 'c-a',
    kubernetesVersion: '1.32.7-aliyun.1',
    terway: { addOn: { name: 'terway-edge' }, eniConfig: { vswitches: { 'zone-i': ['vsw-a'] }, max_pool_size: 5 } },
    nodePools: [{ key: 'np-a', kind: 'edge', site: 'dc-a' }],
    nodes: [{ name: 'node-a', pool: 'np-a', podCidr: '10.0.0.0/25', ready: true }],
  })
  .build();

describe('what an estate declares', () => {
  const { facts, skipped } = declaredOf(estate);

  it('is what people say of it: names, places, intent, references', () => {
    expect(facts).toMatchObject({
      vpcs: [{ key: 'vpc-a', title: { en: 'Core' }, securityGroups: [{ key: 'sg-a', permits: [] }] }],
      physicalConnections: [{ key: 'pc-a', site: 'dc-a' }],
      vbrs: [{ key: 'vbr-a', site: 'dc-a' }],
      routeTables: [{ key: 'vtb-a', quota: 400 }],
      bgpGroups: [{ key: 'bgpg-a', authKey: { secret: 'key-a' } }],
      gateways: estate.gateways,
      sites: estate.sites,
    });
    expect(facts.physicalConnections.map((each) => each.key)).toEqual(['pc-a']);
    expect(facts.clusters).toEqual([
      {
        key: 'c-a',
        terway: { eniConfig: { vswitches: { 'zone-i': ['vsw-a'] } } },
        nodePools: [{ key: 'np-a', kind: 'edge', site: 'dc-a' }],
        nodes: [{ name: 'node-a', pool: 'np-a', podCidr: '10.0.0.0/25' }],
      },
    ]);
  });

  it('leaves out what a source reads, and says where that was', () => {
    expect(skipped.map(({ path, reason }) => `${path.join('.')} ${reason}`)).toEqual([
      'vpcs.0.status observed-in-cloud',
      'vpcs.0.prefixes observed-in-cloud',
      'vpcs.0.vSwitches observed-in-cloud',
      'vpcs.0.routeTables.0.entries observed-in-cloud',
      'vbrs.0.status observed-in-cloud',
      'vbrs.0.bgpGroups.0.peerAsn observed-in-cloud',
      'vbrs.0.bgpGroups.0.peers observed-in-cloud',
      'physicalConnections.0.status observed-in-cloud',
      'physicalConnections.1.status observed-in-cloud',
      'routerInterfaces.0 observed-in-cloud',
      'clusters.0.kubernetesVersion observed-in-cluster',
      'clusters.0.terway.addOn observed-in-cluster',
      'clusters.0.terway.eniConfig.max_pool_size observed-in-cluster',
      'clusters.0.nodes.0.ready observed-in-cluster',
    ]);
  });

  describe('of a cluster that sources read', () => {
    const of = (...apis: ('ack' | 'kubernetes')[]) =>
      declaredOf(estate, { ack: () => apis.includes('ack'), kubernetes: () => apis.includes('kubernetes') });
    const paths = (...apis: ('ack' | 'kubernetes')[]) =>
      of(...apis)
        .skipped.map(({ path }) => path.join('.'))
        .filter((path) => path.startsWith('clusters.0.') && !/kubernetesVersion|addOn|max_pool_size|ready/.test(path));

    it('leaves out what the service lists, and keeps what only people know', () => {
      expect(paths('ack')).toEqual(['clusters.0.nodes.0.pool']);
      expect(of('ack').facts.clusters[0]).toMatchObject({
        nodePools: [{ key: 'np-a', kind: 'edge', site: 'dc-a' }],
        nodes: [{ name: 'node-a', podCidr: '10.0.0.0/25' }],
      });
    });

    it('leaves out nodes whole of which nothing is left but their name', () => {
      expect(paths('ack', 'kubernetes')).toEqual(['clusters.0.terway', 'clusters.0.nodes.0']);
      expect(of('ack', 'kubernetes').facts.clusters).toEqual([
        { key: 'c-a', nodePools: [{ key: 'np-a', kind: 'edge', site: 'dc-a' }] },
      ]);
    });

    it('that the service does not manage believes nothing of the service', () => {
      const [cluster] = estate.clusters;
      const own = { ...estate, clusters: [{ ...cluster!, managed: false, serviceCidr: parsePrefix('172.21.0.0/20') }] };
      const { facts } = declaredOf(own, { ack: () => true, kubernetes: () => false });
      expect(facts.clusters[0]).toMatchObject({ serviceCidr: '172.21.0.0/20', nodes: [{ pool: 'np-a' }] });
    });

    it('is told by what was left out, counted', () => {
      expect(skippedFields(of('ack', 'kubernetes').skipped)).toContainEqual({
        field: 'physicalConnections.status',
        reason: 'observed-in-cloud',
        count: 2,
      });
    });
  });

  it('has both ranges of a dual-stack cluster that nobody reads', () => {
    const dual = anEstate()
      .withCluster({ key: 'c-a', edgePodCidr: '10.0.0.0/16', edgePodCidr6: '2001:db8:a::/48' })
      .build();
    expect(declaredOf(dual)).toEqual({
      facts: expect.objectContaining({ clusters: dual.clusters }) as unknown,
      skipped: [],
    });
    expect(declaredOf(dual, { ack: () => true, kubernetes: () => false }).skipped).toHaveLength(2);
  });

  it('skips nothing where there is nothing', () => {
    expect(declaredOf(anEstate().build()).skipped).toEqual([]);
  });
});
