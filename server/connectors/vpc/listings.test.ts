import type { Vbr } from '@/domain/estate/express-connect';
import { describe, expect, test } from 'vitest';
import type { Listing } from '../alibaba/listing';
import * as listings from './listings';
import { sealSecrets } from './secrets';
import { fixture } from './testing/recorded-source';

type Row = Record<string, unknown>;

/** The first recorded row of a list, as it leaves the client. */
function recordedRow(listing: Listing, name = listing.action): Row {
  const body = sealSecrets(JSON.parse(fixture(name)), (secret) => `fp-${secret}`) as Record<
    string,
    Record<string, Row[]>
  >;
  return body[listing.rows[0] ?? '']?.[listing.rows[1] ?? '']?.[0] ?? {};
}

function attributesOf(listing: Listing, row: unknown): Row {
  const understood = listing.understand(row);
  if (!('resource' in understood)) throw new Error(understood.problem);
  return understood.resource.attributes;
}

const vbrTable = listings.routeEntriesOf('vtb-bp1kedge1vbrt6b3n9q4');
const entryRow = (changed: Row = {}) => ({ ...recordedRow(vbrTable, 'DescribeRouteEntryList.vbr'), ...changed });
const vbrRow = (changed: Row = {}) => ({ ...recordedRow(listings.VBRS), ...changed });
const groupRow = (changed: Row = {}) => ({ ...recordedRow(listings.BGP_GROUPS), ...changed });
const counts = { receivedRoutes: 1, advertisedRoutes: 1 };
const peerRow = (changed: Row = {}) => ({ ...recordedRow(listings.BGP_PEERS), ...changed });

test('recorded rows become these resources', () => {
  expect(attributesOf(listings.VPCS, recordedRow(listings.VPCS))).toEqual({
    key: 'vpc-bp1kedge7m2q9x4wz0t3a',
    name: 'edge-core',
    vRouter: 'vrt-bp1kedge5c8n1r6yb2u7d',
    status: 'available',
    prefixes: ['192.168.0.0/16'],
  });
  expect(attributesOf(listings.V_SWITCHES, recordedRow(listings.V_SWITCHES))).toEqual({
    key: 'vsw-bp1kedge0aah1n5t8w2zx',
    name: 'edge-core-h',
    zone: 'cn-hangzhou-h',
    prefix: '192.168.0.0/20',
    availableAddresses: 4079,
    status: 'available',
    vpc: 'vpc-bp1kedge7m2q9x4wz0t3a',
  });
  expect(attributesOf(listings.VBRS, vbrRow())).toEqual({
    key: 'vbr-bp1kedge4t7a0m3k9w5hz',
    name: 'dc1-line-a',
    physicalConnections: ['pc-bp1kedge8f2line0a1dc9'],
    vlanInterface: 'ri-bp1kedge7vlan0if2x5m8',
    vlanId: 110,
    status: 'active',
    localGatewayAddress: '10.255.10.1/30',
    peerGatewayAddress: '10.255.10.2/30',
    ipv6Enabled: false,
    bfd: { minTxIntervalMs: 300, minRxIntervalMs: 300, detectMultiplier: 3 },
    mtu: 1500,
  });
  expect(attributesOf(listings.PHYSICAL_CONNECTIONS, recordedRow(listings.PHYSICAL_CONNECTIONS))).toEqual({
    key: 'pc-bp1kedge8f2line0a1dc9',
    name: 'hz-dc1-line-a',
    accessPoint: 'ap-cn-hangzhou-yh-ts-A',
    status: 'enabled',
    businessStatus: 'normal',
    bandwidthMbps: 1000,
  });
  expect(attributesOf(listings.ROUTER_INTERFACES, recordedRow(listings.ROUTER_INTERFACES))).toEqual({
    key: 'ri-bp1kedge1vbrs1de4k7p0',
    name: 'dc1-vbr-to-vpc',
    router: 'vbr-bp1kedge4t7a0m3k9w5hz',
    opposite: 'ri-bp1kedge2vpcs1de8h3t6',
    oppositeRouter: 'vpc-bp1kedge7m2q9x4wz0t3a',
    status: 'active',
  });
  expect(attributesOf(listings.BGP_GROUPS, groupRow())).toEqual({
    key: 'bgpg-bp1kedge3dc1grp0a6w2',
    name: 'dc1-group',
    description: 'DC1 routers',
    localAsn: 45104,
    peerAsn: 65010,
    ipVersion: 'ipv4',
    isFakeAsn: false,
    routeLimit: 110,
    holdTimeSeconds: 30,
    keepaliveSeconds: 10,
    status: 'available',
    vbr: 'vbr-bp1kedge4t7a0m3k9w5hz',
  });
  expect(attributesOf(listings.BGP_PEERS, peerRow())).toEqual({
    key: 'bgp-bp1kedge5dc1peer0a9z4',
    address: '10.255.10.2',
    status: 'available',
    bfd: { enabled: true, hops: 1 },
    observed: { sessionState: 'established', receivedRoutes: 1, advertisedRoutes: 1 },
    group: 'bgpg-bp1kedge3dc1grp0a6w2',
    vbr: 'vbr-bp1kedge4t7a0m3k9w5hz',
  });
  expect(attributesOf(listings.BGP_NETWORKS, recordedRow(listings.BGP_NETWORKS))).toEqual({
    prefix: '192.168.0.0/16',
    vpc: 'vpc-bp1kedge7m2q9x4wz0t3a',
    status: 'available',
    vbr: 'vbr-bp1kedge4t7a0m3k9w5hz',
  });
});

test.each([
  ['2001:db8:cc::/56', '2001:db8:cc::1/56', '2001:db8:cc::2/56'],
  ['126', '2001:db8:cc::1/126', '2001:db8:cc::2/126'],
  ['', undefined, undefined],
  ['wide', undefined, undefined],
])('the IPv6 ends of a VBR stand in the subnet that the API calls a mask: %j', (mask, near, far) => {
  const ends = { EnableIpv6: true, LocalIpv6GatewayIp: '2001:DB8:CC::1', PeerIpv6GatewayIp: '2001:db8:cc:0::2' };
  const row = { ...vbrRow(), ...ends, PeeringIpv6SubnetMask: mask };
  const { ipv6Enabled, localGatewayAddress6, peerGatewayAddress6 } = attributesOf(listings.VBRS, row) as Vbr;
  expect([ipv6Enabled, localGatewayAddress6, peerGatewayAddress6]).toEqual([true, near, far]);
});

test('a health check is one when it has both ends', () => {
  const checked = (HealthCheckSourceIp: unknown, HealthCheckTargetIp: unknown) => {
    const row = { ...recordedRow(listings.ROUTER_INTERFACES), HealthCheckSourceIp, HealthCheckTargetIp };
    return (attributesOf(listings.ROUTER_INTERFACES, row) as { healthCheck?: unknown }).healthCheck;
  };
  expect(checked('192.168.0.250', '10.255.10.2')).toEqual({ source: '192.168.0.250', target: '10.255.10.2' });
  expect([checked('', '10.255.10.2'), checked('192.168.0.250', 'nowhere'), checked(null, undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('route entries', () => {
  test('carry their next hop, type and id', () => {
    expect(attributesOf(vbrTable, entryRow())).toEqual({
      prefix: '192.168.0.0/16',
      nextHop: { kind: 'router-interface', key: 'ri-bp1kedge1vbrs1de4k7p0' },
      type: 'custom',
      status: 'available',
      description: 'edge to cloud',
      routeTable: 'vtb-bp1kedge1vbrt6b3n9q4',
      id: 'rte-bp1kedge0vbr2vpc1x5a8',
    });
  });

  test('of the system name no hop: its kind stands for it', () => {
    const hop = { NextHops: { NextHop: [{ NextHopType: 'service', NextHopId: '' }] } };
    expect(attributesOf(vbrTable, entryRow({ ...hop, Type: 'System' }))).toMatchObject({
      nextHop: { kind: 'service', key: 'service' },
      type: 'system',
    });
  });

  test('of several hops keep their weights', () => {
    const hop = (id: string) => ({ NextHopType: 'RouterInterface', NextHopId: id, Weight: '50' });
    const { nextHops, nextHop } = attributesOf(
      vbrTable,
      entryRow({ NextHops: { NextHop: [hop('ri-a'), hop('ri-b')] } }),
    );
    expect(nextHop).toBeUndefined();
    expect(nextHops).toEqual([
      { kind: 'router-interface', key: 'ri-a', weight: 50 },
      { kind: 'router-interface', key: 'ri-b', weight: 50 },
    ]);
  });

  test.each([
    [{ Type: 'VpcPeerPropagated' }, { type: 'unknown' }],
    [{ Type: 'ECR' }, { type: 'ecr' }],
    [{ Status: 'Frozen' }, { status: 'unknown' }],
    [{ Status: 7 }, { status: 'unknown' }],
    [{ Status: 'Creating' }, { status: 'pending' }],
    [{ Status: 'Created' }, { status: 'available' }],
    [{ Status: 'constructor' }, { status: 'unknown' }],
    [{ Status: 'MODIFYING' }, { status: 'modifying' }],
    [{ DestinationCidrBlock: '10.1.2.3' }, { prefix: '10.1.2.3/32' }],
    [{ DestinationCidrBlock: '2001:DB8::/32' }, { prefix: '2001:db8::/32' }],
    [
      { NextHops: { NextHop: [{ NextHopType: 'Wormhole', NextHopId: 'w-1' }] } },
      { nextHop: { kind: 'other', key: 'w-1' } },
    ],
    [
      { NextHops: { NextHop: [{ NextHopType: 'NatGateway', NextHopId: 'ngw-1' }] } },
      { nextHop: { kind: 'nat-gateway', key: 'ngw-1' } },
    ],
    [
      { NextHops: { NextHop: [{ NextHopType: 'IPv6Gateway', NextHopId: 'ipv6gw-1' }] } },
      { nextHop: { kind: 'ipv6-gateway', key: 'ipv6gw-1' } },
    ],
    [
      { NextHops: { NextHop: [{ NextHopType: 'Ipv4Gateway', NextHopId: 'ipv4gw-1' }] } },
      { nextHop: { kind: 'ipv4-gateway', key: 'ipv4gw-1' } },
    ],
    [
      { NextHops: { NextHop: [{ NextHopType: 'RouterInterface' }] } },
      { nextHop: { kind: 'other', key: 'RouterInterface' } },
    ],
    [
      { NextHops: [{ NextHopType: 'RouterInterface', NextHopId: 'ri-a' }] },
      { nextHop: { kind: 'router-interface', key: 'ri-a' } },
    ],
  ])('with %j are understood', (changed, expected) => {
    expect(attributesOf(vbrTable, entryRow(changed))).toMatchObject(expected);
  });

  test.each([
    { DestinationCidrBlock: '10.0.0.1/16' },
    { DestinationCidrBlock: 'everywhere' },
    { DestinationCidrBlock: 12 },
    { DestinationCidrBlock: null },
    { NextHops: { NextHop: 'ri-a' } },
    { NextHops: { NextHop: [7] } },
    { RouteTableId: 'vtb-another' },
  ])('with %j are not', (changed) => {
    expect(vbrTable.understand(entryRow(changed))).toHaveProperty('problem');
  });
});

describe('odd values become unknown, not errors', () => {
  test.each([
    [{ VlanId: '110' }, { vlanId: 110 }],
    [{ VlanId: 9000 }, { vlanId: undefined }],
    [{ VlanId: -1 }, { vlanId: undefined }],
    [{ PeeringSubnetMask: '255.0.255.0' }, { localGatewayAddress: undefined, peerGatewayAddress: undefined }],
    [
      { PeeringSubnetMask: '255.255.255.255' },
      { localGatewayAddress: '10.255.10.1/32', peerGatewayAddress: '10.255.10.2/32' },
    ],
    [{ PeeringSubnetMask: '' }, { localGatewayAddress: undefined, peerGatewayAddress: undefined }],
    [{ LocalGatewayIp: 'none' }, { localGatewayAddress: undefined }],
    [
      { MinTxInterval: '300', MinRxInterval: 300, DetectMultiplier: '3' },
      { bfd: { minTxIntervalMs: 300, minRxIntervalMs: 300, detectMultiplier: 3 } },
    ],
    [{ MinTxInterval: '' }, { bfd: undefined }],
    [{ AssociatedPhysicalConnections: undefined }, { physicalConnections: ['pc-bp1kedge8f2line0a1dc9'] }],
    [{ Name: null }, { name: undefined }],
    [{ Status: {} }, { status: undefined }],
  ])('a VBR with %j', (changed, expected) => {
    expect(attributesOf(listings.VBRS, vbrRow(changed))).toEqual({
      ...attributesOf(listings.VBRS, vbrRow()),
      ...expected,
    });
  });

  test.each([
    [{ PeerAsn: 65010 }, { peerAsn: 65010 }],
    [{ PeerAsn: '64512.1' }, { peerAsn: 64512 * 65536 + 1 }],
    [{ PeerAsn: '4294967296' }, { peerAsn: undefined }],
    [{ PeerAsn: '-1' }, { peerAsn: undefined }],
    [{ IsFake: true }, { isFakeAsn: true }],
    [{ IsFake: 'yes' }, { isFakeAsn: undefined }],
    [{ Hold: 30 }, { holdTimeSeconds: 30 }],
    [{ RouteLimit: '253460731706911258' }, { routeLimit: undefined }],
    [{ IpVersion: 'IPv6' }, { ipVersion: 'ipv6' }],
    [{ Status: 'Upgrading' }, { status: 'unknown' }],
  ])('a BGP group with %j', (changed, expected) => {
    expect(attributesOf(listings.BGP_GROUPS, groupRow(changed))).toEqual({
      ...attributesOf(listings.BGP_GROUPS, groupRow()),
      ...expected,
    });
  });

  test.each([
    [{ BgpStatus: 'OpenConfirm' }, { observed: { ...counts, sessionState: 'openconfirm' } }],
    [{ BgpStatus: 'OPEN_SENT' }, { observed: { ...counts, sessionState: 'opensent' } }],
    [{ BgpStatus: 'Dreaming' }, { observed: { ...counts, sessionState: 'unknown' } }],
    [
      { BgpStatus: undefined, ReceivedRouteCount: '3' },
      { observed: { ...counts, sessionState: 'unknown', receivedRoutes: 3 } },
    ],
    [{ EnableBfd: 'true', BfdMultiHop: '255' }, { bfd: { enabled: true, hops: 255 } }],
    [{ EnableBfd: false, BfdMultiHop: 0 }, { bfd: { enabled: false } }],
    [{ PeerIpAddress: '' }, { address: undefined }],
  ])('a BGP peer with %j', (changed, expected) => {
    expect(attributesOf(listings.BGP_PEERS, peerRow(changed))).toEqual({
      ...attributesOf(listings.BGP_PEERS, peerRow()),
      ...expected,
    });
  });
});

describe('hostile text', () => {
  test('is stored as text: unseen characters are made visible, markup stays markup', () => {
    const Name = 'a\u0000b\u202Ec<script>alert(1)</script>\ud800';
    expect(attributesOf(listings.VBRS, vbrRow({ Name })).name).toBe('a\ufffdb\ufffdc<script>alert(1)</script>\ufffd');
  });

  test('is cut where it is too long', () => {
    expect(attributesOf(listings.VBRS, vbrRow({ Name: 'x'.repeat(100_000) })).name).toHaveLength(256);
  });

  test('is never an id', () => {
    for (const VbrId of ['', 'vbr 1', 'vbr\n1', 'x'.repeat(300), 7, null, undefined, {}])
      expect(listings.VBRS.understand(vbrRow({ VbrId }))).toHaveProperty('problem');
  });

  test('does not show in the problem', () => {
    const understood = vbrTable.understand(entryRow({ DestinationCidrBlock: '<b>CANARY</b>' }));
    expect(JSON.stringify(understood)).toBe('{"problem":"DestinationCidrBlock is missing or odd"}');
  });
});

test.each([null, undefined, 7, 'row', [], {}, [[]]])('%j is no row of any list', (row) => {
  for (const listing of [
    listings.VPCS,
    listings.V_SWITCHES,
    listings.ROUTE_TABLES,
    vbrTable,
    listings.VBRS,
    listings.BGP_PEERS,
  ])
    expect(listing.understand(row)).toHaveProperty('problem');
});

test('a VPC says all its ranges, and one without any is not understood', () => {
  const ranges = {
    SecondaryCidrBlocks: { SecondaryCidrBlock: ['10.0.0.0/16'] },
    Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: '2001:db8::/56' }] },
  };
  const row = { ...recordedRow(listings.VPCS), ...ranges, Ipv6CidrBlock: '2001:db8::/56' };
  expect(attributesOf(listings.VPCS, row).prefixes).toEqual(['192.168.0.0/16', '10.0.0.0/16', '2001:db8::/56']);
  expect(listings.VPCS.understand({ VpcId: 'vpc-1' })).toHaveProperty('problem');
});

test('a route table of a VPC names its vSwitches, and no list is not an empty one', () => {
  const row = recordedRow(listings.ROUTE_TABLES, 'DescribeRouteTableList.vrouter');
  expect(attributesOf(listings.ROUTE_TABLES, row)).toMatchObject({
    router: 'vpc-bp1kedge7m2q9x4wz0t3a',
    routerKind: 'vpc',
    kind: 'system',
  });
  expect(attributesOf(listings.ROUTE_TABLES, row).vSwitches).toHaveLength(3);
  expect(attributesOf(listings.ROUTE_TABLES, { ...row, VSwitchIds: { VSwitchId: [] } }).vSwitches).toEqual([]);
  expect(attributesOf(listings.ROUTE_TABLES, { ...row, VSwitchIds: undefined }).vSwitches).toBeUndefined();
  expect(listings.ROUTE_TABLES.understand({ ...row, RouterId: '', VpcId: '' })).toEqual({
    problem: 'it names no router',
  });
});
