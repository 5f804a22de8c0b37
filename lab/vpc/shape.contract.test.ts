import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningLab } from '@/lab/testing';
import { ACTIONS } from './actions';
import { rawCall } from '@/lab/alibaba/raw-call';
import { shapeDifferences } from '@/lab/alibaba/shape';
import { jsonFixture, startContractLab } from './testing';

const REGION = { RegionId: 'cn-hangzhou' };
let lab: RunningLab;

beforeAll(async () => {
  lab = await startContractLab();
});
afterAll(() => lab.close());

/** Every operation once, in an order in which each finds what it needs. */
const CALLS: readonly [action: string, sample: string, parameters: Record<string, string>][] = [
  ['DescribeRegions', 'DescribeRegions', {}],
  ['DescribeVpcs', 'DescribeVpcs', REGION],
  ['DescribeVpcs', 'DescribeVpcs.empty', { ...REGION, VpcId: 'vpc-none' }],
  ['DescribeVpcAttribute', 'DescribeVpcAttribute', { ...REGION, VpcId: 'vpc-a' }],
  ['DescribeVSwitches', 'DescribeVSwitches', { ...REGION, VpcId: 'vpc-a' }],
  ['DescribeRouteTableList', 'DescribeRouteTableList.vrouter', { ...REGION, VpcId: 'vpc-a' }],
  ['DescribeRouteTableList', 'DescribeRouteTableList.vbr', { ...REGION, RouterType: 'VBR', RouterId: 'vbr-a' }],
  ['DescribeRouteEntryList', 'DescribeRouteEntryList.vbr', { ...REGION, RouteTableId: 'vtb-vbr' }],
  ['DescribeRouteEntryList', 'DescribeRouteEntryList.vpc', { ...REGION, RouteTableId: 'vtb-vpc' }],
  ['DescribeVirtualBorderRouters', 'DescribeVirtualBorderRouters', REGION],
  ['DescribePhysicalConnections', 'DescribePhysicalConnections', REGION],
  ['DescribeRouterInterfaces', 'DescribeRouterInterfaces', REGION],
  ['DescribeBgpGroups', 'DescribeBgpGroups', REGION],
  ['DescribeBgpPeers', 'DescribeBgpPeers', REGION],
  ['DescribeBgpPeers', 'DescribeBgpPeers.empty', { ...REGION, RouterId: 'vbr-b' }],
  ['DescribeBgpNetworks', 'DescribeBgpNetworks', REGION],
  [
    'CreateRouteEntry',
    'CreateRouteEntry',
    {
      ...{ RouteTableId: 'vtb-vbr', DestinationCidrBlock: '172.16.0.0/16' },
      ...{ NextHopType: 'RouterInterface', NextHopId: 'ri-vlan' },
    },
  ],
  [
    'ModifyRouteEntry',
    'ModifyRouteEntry',
    { ...REGION, RouteTableId: 'vtb-vbr', DestinationCidrBlock: '172.16.0.0/16', Description: 'hosts' },
  ],
  [
    'DeleteRouteEntry',
    'DeleteRouteEntry',
    { RouteTableId: 'vtb-vbr', DestinationCidrBlock: '172.16.0.0/16', NextHopId: 'ri-vlan' },
  ],
  ['CreateBgpGroup', 'CreateBgpGroup', { ...REGION, RouterId: 'vbr-b', PeerAsn: '65002' }],
  ['ModifyBgpGroupAttribute', 'ModifyBgpGroupAttribute', { ...REGION, BgpGroupId: '$group', Name: 'dc-2' }],
  ['CreateBgpPeer', 'CreateBgpPeer', { ...REGION, BgpGroupId: '$group' }],
  ['ModifyBgpPeerAttribute', 'ModifyBgpPeerAttribute', { ...REGION, BgpPeerId: '$peer', EnableBfd: 'true' }],
  ['DeleteBgpPeer', 'DeleteBgpPeer', { ...REGION, BgpPeerId: '$peer' }],
  ['DeleteBgpGroup', 'DeleteBgpGroup', { ...REGION, BgpGroupId: '$group' }],
  ['AddBgpNetwork', 'AddBgpNetwork', { ...REGION, RouterId: 'vbr-a', DstCidrBlock: '192.168.0.0/20' }],
  ['DeleteBgpNetwork', 'DeleteBgpNetwork', { ...REGION, RouterId: 'vbr-a', DstCidrBlock: '192.168.0.0/20' }],
];

describe('every answer', () => {
  it('has exactly the keys and types of the sample of its operation', async () => {
    const made: Record<string, string> = {};
    for (const [action, sample, asked] of CALLS) {
      const named = Object.entries(asked).map(([key, value]) => [key, made[value] ?? value] as const);
      const { status, body } = await rawCall(lab, { action, parameters: Object.fromEntries(named) });
      expect([action, status, body.Message]).toEqual([action, 200, undefined]);
      expect([action, shapeDifferences(body, jsonFixture(sample))]).toEqual([action, []]);
      if (action === 'CreateBgpGroup') made.$group = String(body.BgpGroupId);
      if (action === 'CreateBgpPeer') made.$peer = String(body.BgpPeerId);
    }
  });

  it('is compared for every operation that the lab answers', () => {
    expect(new Set(CALLS.map(([action]) => action))).toEqual(new Set(ACTIONS.keys()));
  });
});

describe('the comparison itself', () => {
  it('finds a key too many, one too few, and another type', () => {
    const sample = jsonFixture('DescribeBgpNetworks');
    expect(shapeDifferences({ ...sample, Extra: 1 }, sample)).toEqual(['$.Extra is not in the sample']);
    expect(shapeDifferences({ ...sample, TotalCount: '1' }, sample)).toEqual(['$.TotalCount is string, not number']);
    const fewer = Object.fromEntries(Object.entries(sample).filter(([key]) => key !== 'PageSize'));
    expect(shapeDifferences(fewer, sample)).toEqual(['$.PageSize is missing']);
    expect(shapeDifferences({ ...sample, BgpNetworks: { BgpNetwork: [{}] } }, sample)).toHaveLength(4);
  });
});

describe('every refusal', () => {
  const peers = { ...REGION, BgpGroupId: 'bgpg-none' };
  it.each<[string, string, Record<string, string>, number]>([
    ['error.400.InvalidBgpGroup', 'CreateBgpPeer', peers, 400],
    ['error.404.InvalidRegionId.NotFound', 'DescribeVpcs', { RegionId: 'xx-nowhere' }, 404],
    ['error.404.InvalidRouteTableId.NotFound', 'CreateRouteEntry', { RouteTableId: 'vtb-none' }, 404],
    [
      'error.400.InvalidCIDRBlock.Duplicate',
      'CreateRouteEntry',
      {
        ...{ RouteTableId: 'vtb-vbr', DestinationCidrBlock: '192.168.0.0/16' },
        ...{ NextHopType: 'RouterInterface', NextHopId: 'ri-vbr' },
      },
      400,
    ],
  ])('is worded like %s', async (sample, action, parameters, status) => {
    const answer = await rawCall(lab, { action, parameters });
    expect([answer.status, answer.body]).toEqual([
      status,
      { ...jsonFixture(sample), RequestId: answer.body.RequestId },
    ]);
  });

  it('of a tampered call is that of a wrong signature', async () => {
    const answer = await rawCall(lab, { action: 'DescribeVpcs', parameters: REGION, secret: 'wrong' });
    expect([answer.status, answer.body.Code, answer.body.Message]).toEqual([
      400,
      'SignatureDoesNotMatch',
      jsonFixture('error.400.SignatureDoesNotMatch').Message,
    ]);
  });

  it.each<[string, Parameters<typeof rawCall>[1], number, string]>([
    ['an operation that does not exist', { action: 'DescribeNothing' }, 404, 'InvalidAction.NotFound'],
    ['another version', { action: 'DescribeVpcs', headers: { 'x-acs-version': '2015-12-15' } }, 400, 'InvalidVersion'],
    ['no region', { action: 'DescribeVpcs' }, 400, 'MissingParameter'],
    [
      'an old date',
      { action: 'DescribeVpcs', headers: { 'x-acs-date': '2020-01-01T00:00:00Z' } },
      400,
      'InvalidTimeStamp.Expired',
    ],
    [
      'an unsigned x-acs header',
      { action: 'DescribeVpcs', unsigned: { 'x-acs-extra': '1' } },
      400,
      'SignatureDoesNotMatch',
    ],
  ])('of %s is JSON with its code', async (_what, call, status, code) => {
    const answer = await rawCall(lab, call);
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
  });
});
