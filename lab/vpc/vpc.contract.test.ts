import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningLab } from '@/lab/testing';
import { clientOf, sdk, startContractLab, type VpcClient } from './testing';

const REGION = { regionId: 'cn-hangzhou' };
let lab: RunningLab;
let client: VpcClient;

beforeAll(async () => {
  lab = await startContractLab();
  client = clientOf(lab);
});
afterAll(() => lab.close());

describe('reading through the unmodified SDK', () => {
  it('finds the VPC and its vSwitches', async () => {
    const vpcs = await client.describeVpcs(new sdk.DescribeVpcsRequest(REGION));
    expect(vpcs.body?.vpcs?.vpc?.map((vpc) => [vpc.vpcId, vpc.cidrBlock, vpc.VRouterId])).toEqual([
      ['vpc-a', '192.168.0.0/16', 'vrt-a'],
    ]);
    const vSwitches = await client.describeVSwitches(new sdk.DescribeVSwitchesRequest({ ...REGION, vpcId: 'vpc-a' }));
    expect(vSwitches.body?.totalCount).toBe(3);
  });

  it('lists the table of a VBR only when asked for VBR tables', async () => {
    const list = (routerType?: string) =>
      client.describeRouteTableList(new sdk.DescribeRouteTableListRequest({ ...REGION, routerType }));
    const ids = async (routerType?: string) =>
      (await list(routerType)).body?.routerTableList?.routerTableListType?.map((table) => table.routeTableId);
    expect(await ids()).toEqual(['vtb-vpc']);
    expect(await ids('VBR')).toEqual(['vtb-vbr', 'vtb-b']);
  });

  it('shows custom and learnt routes of the VBR, and derived system routes of the VPC', async () => {
    const rows = async (routeTableId: string) => {
      const request = new sdk.DescribeRouteEntryListRequest({ ...REGION, routeTableId, maxResult: 100 });
      const { body } = await client.describeRouteEntryList(request);
      return body?.routeEntrys?.routeEntry?.map((each) => `${each.destinationCidrBlock} ${each.type} ${each.status}`);
    };
    expect(await rows('vtb-vbr')).toEqual(['192.168.0.0/16 Custom Available', '10.0.0.0/16 BGP Available']);
    expect(await rows('vtb-vpc')).toEqual([
      '172.16.0.0/16 Custom Available',
      '192.168.0.0/20 System Available',
      '192.168.16.0/20 System Available',
      '192.168.32.0/20 System Available',
      '100.64.0.0/10 System Available',
    ]);
  });
});
