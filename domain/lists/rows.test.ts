import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import type { EstateView, PartFreshness } from '@/domain/estate/view';
import { anEstate } from '@/domain/testing/an-estate';
import { surveyEstate } from '@/domain/topology/census';
import { listerOf } from './lister';
import { COLUMNS_OF, LIST_KINDS, linkedKind, type ListKind, type ListRow } from './list';
import { rowsOf } from './rows';

const NOW = '2026-03-18T14:00:00.000Z';
const estate = anEstate()
  .withSite({ key: 'dc-a', kind: 'data-centre', lans: [{ key: 'dc-a/rack', prefix: '172.16.10.0/24' }] })
  .withVpc({
    key: 'vpc-a',
    prefixes: ['192.168.0.0/16'],
    routeTables: [
      { key: 'vtb-a', entries: [{ prefix: '10.0.0.0/16', nextHop: { kind: 'router-interface', key: 'ri-vpc' } }] },
      { key: 'vtb-unread' },
    ],
    vSwitches: [{ key: 'vsw-a', prefix: '192.168.1.0/24', zone: 'zone-i', availableAddresses: 7 }],
  })
  .withPhysicalConnection({ key: 'pc-a', status: 'enabled', businessStatus: 'normal' })
  .withVbr({
    key: 'vbr-a',
    status: 'active',
    physicalConnections: ['pc-a'],
    routeTable: {
      key: 'vtb-vbr',
      entries: [
        { prefix: '10.0.0.0/16', nextHop: { kind: 'router-interface', key: 'ri-vbr' }, status: 'pending' },
        { prefix: '192.168.0.0/16', type: 'bgp' },
      ],
    },
    bgpGroups: [
      {
        key: 'bgpg-a',
        peerAsn: 65001,
        peers: [
          { key: 'bgp-a', address: '169.254.10.2', observed: { sessionState: 'established', receivedRoutes: 7 } },
        ],
      },
    ],
  })
  .withRouterInterfacePair({ key: 'ri-vpc', router: 'vpc-a' }, { key: 'ri-vbr', router: 'vbr-a' })
  .withGateway({
    key: 'gw-a',
    site: 'dc-a',
    driver: 'frr',
    asn: 65001,
    interfaces: [{ name: 'up', address: '169.254.10.2/30', circuit: 'pc-a' }],
    bgpPeers: [
      { address: '169.254.10.1', peerAsn: 45104 },
      { address: '169.254.10.9', peerAsn: 45104 },
    ],
    observed: {
      peers: [
        { address: '169.254.10.1', peerAsn: 65099, sessionState: 'established' },
        { address: '172.16.10.11', peerAsn: 65010, sessionState: 'established' },
      ],
      paths: [
        { peer: '169.254.10.1', direction: 'advertised', prefix: '10.0.0.0/16', asPath: [65001] },
        { peer: '172.16.10.11', direction: 'received', prefix: '10.0.0.0/25', nextHop: '172.16.10.11' },
      ],
      routes: [{ prefix: '10.0.0.0/25', nextHop: '172.16.10.11', source: 'bgp', best: true }],
    },
  })
  .withCluster({
    key: 'c-a',
    vpc: 'vpc-a',
    nodePools: [{ key: 'np-a', kind: 'edge', lan: 'dc-a/rack', nodeCount: 9 }],
    nodes: [
      { name: 'edge-1', pool: 'np-a', ready: true },
      { name: 'edge-2', pool: 'np-a', ready: false },
      { name: 'edge-3', ready: true, schedulable: false },
      { name: 'edge-4' },
    ],
    terway: { addOn: { name: 'terway-edge', version: 'v1.13.2', state: 'active' } },
    otherAddOns: [
      { name: 'coredns', state: 'upgrading' },
      { name: 'metrics', state: 'unhealthy' },
      { name: 'new', state: 'as nobody knows' },
    ],
    daemonSets: [
      { namespace: 'kube-system', name: 'terway', desired: 3, updated: 3, ready: 3 },
      { namespace: 'kube-system', name: 'behind', desired: 3, updated: 1, ready: 3 },
      { namespace: 'kube-system', name: 'down', desired: 3, updated: 3, ready: 0 },
      { namespace: 'kube-system', name: 'nowhere', desired: 0, updated: 0, ready: 0 },
      { namespace: 'kube-system', name: 'uncounted' },
    ],
    tasks: [
      { key: 't-1', type: 'addon_modify', state: 'running' },
      { key: 't-2', type: 'addon_modify', state: 'fail' },
    ],
  })
  .withCluster({ key: 'c-b', nodePools: [{ key: 'np-b', kind: 'edge', nodeCount: 4 }], nodes: [{ name: 'edge-1' }] })
  .build();

function listing(parts: readonly PartFreshness[] = []) {
  const view: EstateView = { estate, parts, revision: 'r' };
  const findings = findFindings(view, NOW);
  const lister = listerOf(surveyEstate(view, findings), findings);
  return (kind: ListKind, within?: string) => rowsOf(lister, kind, within);
}
const rows = listing();
const told = ({ id, status }: ListRow) => `${id} ${status}`;

describe('the rows of the estate', () => {
  it.each<[ListKind, string | undefined, string[]]>([
    ['vpc', undefined, ['vpc-a']],
    ['vbr', 'vpc-a', ['vbr-a']],
    ['vbr', 'pc-a', ['vbr-a']],
    ['vbr', 'pc-b', []],
    ['route-table', undefined, ['vtb-a', 'vtb-unread', 'vtb-vbr']],
    ['route-table', 'vpc-a', ['vtb-a', 'vtb-unread']],
    ['circuit', undefined, ['pc-a']],
    ['bgp-peer', 'gw-a', ['bgp-a']],
    ['bgp-peer', 'bgpg-a', ['bgp-a']],
    ['gateway', 'pc-a', ['gw-a']],
    ['cluster', 'vpc-a', ['c-a']],
    ['node-pool', 'c-b', ['np-b']],
    ['node', 'c-b', ['c-b|edge-1']],
    ['node', 'np-a', ['c-a|edge-1', 'c-a|edge-2']],
    ['route', undefined, []],
    ['route', 'vtb-vbr', ['vtb-vbr|10.0.0.0/16|custom|ri-vbr', 'vtb-vbr|192.168.0.0/16|bgp|']],
    ['route', 'vpc-a', ['vtb-a|10.0.0.0/16|custom|ri-vpc']],
    ['gateway-route', 'gw-a', ['gw-a|10.0.0.0/25|bgp|-|172.16.10.11']],
    ['gateway-route', 'no-such', []],
    ['gateway-path', undefined, []],
    [
      'gateway-path',
      'gw-a',
      ['gw-a|169.254.10.1|advertised|10.0.0.0/16|-', 'gw-a|172.16.10.11|received|10.0.0.0/25|172.16.10.11'],
    ],
    ['v-switch', 'vpc-a', ['vsw-a']],
    ['add-on', 'c-b', []],
  ])('of kind %s within %s', (kind, within, expected) => {
    expect(rows(kind, within).map((each) => each.id)).toEqual(expected);
  });

  it('of a table say whose they are and where they lead', () => {
    const toward = (holder: string) => rows('route', holder).map(({ router, cells }) => [router, cells.toward]);
    expect(toward('vtb-a')).toEqual([[{ kind: 'vpc', key: 'vpc-a' }, 'vbr-a']]);
    expect(toward('vbr-a')).toEqual([
      [{ kind: 'vbr', key: 'vbr-a' }, 'vpc-a'],
      [{ kind: 'vbr', key: 'vbr-a' }, null],
    ]);
  });

  it('say what is ready, what is not, and what nobody knows', () => {
    expect(rows('node', 'c-a').map(told)).toEqual([
      'c-a|edge-1 healthy',
      'c-a|edge-2 broken',
      'c-a|edge-3 warning',
      'c-a|edge-4 unknown',
    ]);
    expect(rows('cluster').map(told)).toEqual(['c-a broken', 'c-b unknown']);
  });

  it('of what runs in a cluster tell what is well, moves, lags behind or is down', () => {
    expect(rows('add-on').map(told)).toEqual([
      'c-a|terway-edge healthy',
      'c-a|coredns changing',
      'c-a|metrics broken',
      'c-a|new unknown',
    ]);
    expect(rows('daemon-set').map(told)).toEqual([
      'c-a|kube-system|terway healthy',
      'c-a|kube-system|behind warning',
      'c-a|kube-system|down broken',
      'c-a|kube-system|nowhere healthy',
      'c-a|kube-system|uncounted unknown',
    ]);
    expect(rows('cluster-task', 'c-a').map(told)).toEqual(['t-1 changing', 't-2 broken']);
  });

  it('are unknown where the reading is old', () => {
    const old = listing([{ source: 's', kind: 'node', within: 'c-a', observedAt: NOW, stale: true }]);
    expect(new Set(old('node', 'c-a').map((each) => each.status))).toEqual(new Set(['unknown']));
  });

  it('take a table that was not read for unknown, and one that the cloud writes to for changing', () => {
    expect(rows('route-table').map(told)).toEqual(['vtb-a healthy', 'vtb-unread unknown', 'vtb-vbr changing']);
    expect(rows('route-table').map((each) => each.cells.routes)).toEqual([1, null, 2]);
    expect(rows('vbr')[0]?.cells).toMatchObject({ routes: 2, routesLeft: 199, peersUp: 1, peers: 1, received: 7 });
    expect(rows('vpc')[0]?.cells.routes).toBeNull();
  });

  it('set each neighbour of a gateway that is declared beside the session that is seen', () => {
    expect(rows('gateway-peer', 'gw-a').map(told)).toEqual([
      'gw-a|169.254.10.1 warning',
      'gw-a|169.254.10.9 broken',
      'gw-a|172.16.10.11 warning',
    ]);
    expect(rows('gateway-peer', 'gw-a')[0]?.cells).toMatchObject({ declaredAsn: 45104, observedAsn: 65099 });
  });

  it('count the nodes that are known, or else those the service counts', () => {
    const [a, b] = rows('node-pool');
    expect(a?.cells).toMatchObject({ nodes: 2, nodesReady: 1, site: 'dc-a' });
    expect(b?.cells).toMatchObject({ nodes: 4, nodesReady: null, site: null });
  });

  it('say which reading they come from: pools and nodes are read cluster by cluster', () => {
    expect(rows('node-pool')[0]?.part).toEqual({ kind: 'node-pool', within: 'c-a' });
    expect(rows('node')[0]?.part).toEqual({ kind: 'node', within: 'c-a' });
  });

  it('lead from a cell to the page of what it names', () => {
    const [ofVpc] = rows('route-table', 'vpc-a');
    expect(ofVpc && linkedKind(ofVpc, 'router')).toBe('vpc');
    expect(linkedKind({}, 'pool')).toBe('node-pool');
    expect(linkedKind({}, 'site')).toBeUndefined();
  });

  it.each(LIST_KINDS)('of kind %s fill no column that the list does not have', (kind) => {
    const columns: readonly string[] = COLUMNS_OF[kind];
    const holder = { 'gateway-peer': 'gw-a', 'gateway-route': 'gw-a', 'gateway-path': 'gw-a', route: 'vpc-a' }[
      kind as string
    ];
    const filled = rows(kind, holder).flatMap((each) => Object.keys(each.cells));
    expect(filled.filter((each) => !columns.includes(each))).toEqual([]);
    expect(rows(kind, holder).length).toBeGreaterThan(0);
  });
});
