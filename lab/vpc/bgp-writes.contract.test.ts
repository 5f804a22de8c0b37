import { afterEach, describe, expect, it } from 'vitest';
import type { LabOptions, RunningLab } from '@/lab/testing';
import { clientOf, refusalOf, sdk, startContractLab, type VpcClient } from './testing';

const REGION = { regionId: 'cn-hangzhou' };
let lab: RunningLab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

async function start(options: LabOptions = {}): Promise<{ lab: RunningLab; client: VpcClient }> {
  lab = await startContractLab(options);
  return { lab, client: clientOf(lab) };
}

const createPeer = (client: VpcClient, changed: Record<string, unknown> = {}) =>
  client.createBgpPeer(
    new sdk.CreateBgpPeerRequest({ ...REGION, bgpGroupId: 'bgpg-a', peerIpAddress: '169.254.10.3', ...changed }),
  );
const createGroup = (client: VpcClient, changed: Record<string, unknown> = {}) =>
  client.createBgpGroup(new sdk.CreateBgpGroupRequest({ ...REGION, routerId: 'vbr-a', peerAsn: 65002, ...changed }));
const modifyGroup = (client: VpcClient, changed: Record<string, unknown>) =>
  client.modifyBgpGroupAttribute(
    new sdk.ModifyBgpGroupAttributeRequest({ ...REGION, bgpGroupId: 'bgpg-a', ...changed }),
  );
const deletePeer = (client: VpcClient, bgpPeerId = 'bgp-a') =>
  client.deleteBgpPeer(new sdk.DeleteBgpPeerRequest({ ...REGION, bgpPeerId }));
const network = { ...REGION, routerId: 'vbr-a', dstCidrBlock: '192.168.0.0/20' };
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

async function peer(client: VpcClient, bgpPeerId: string | undefined) {
  const { body } = await client.describeBgpPeers(new sdk.DescribeBgpPeersRequest({ ...REGION, bgpPeerId }));
  return body?.bgpPeers?.bgpPeer?.[0];
}
async function learnt(client: VpcClient) {
  const request = new sdk.DescribeRouteEntryListRequest({ ...REGION, routeTableId: 'vtb-vbr', routeEntryType: 'BGP' });
  const { body } = await client.describeRouteEntryList(request);
  return body?.routeEntrys?.routeEntry?.map((row) => `${row.destinationCidrBlock}${row.routeEntryId}`);
}

describe('a BGP peer through the unmodified SDK', () => {
  it('is provisioned, comes up, and brings what the far end announces', async () => {
    let laterMs = 0;
    const clock = { wall: () => Date.now() + laterMs };
    const { client } = await start({ clock, latency: { bgpMs: 60_000, sessionMs: 60_000 } });
    const id = (await createPeer(client, { enableBfd: true, bfdMultiHop: 1 })).body?.bgpPeerId;
    const state = async () => [(await peer(client, id))?.status, (await peer(client, id))?.bgpStatus];
    expect(await state()).toEqual(['Pending', 'Idle']);
    laterMs += 60_000;
    expect(await state()).toEqual(['Available', 'Connect']);
    expect(await learnt(client)).toEqual(['10.0.0.0/16']);
    laterMs += 60_000;
    expect(await state()).toEqual(['Available', 'Established']);
    const up = await peer(client, id);
    expect([up?.receivedRouteCount, up?.advertisedRouteCount, up?.peerAsn, up?.enableBfd]).toEqual([
      1,
      1,
      '65001',
      true,
    ]);
    expect(await learnt(client)).toEqual(['10.0.0.0/16', '172.16.0.0/16']);
  });

  it('takes its routes with it when it goes', async () => {
    const { client } = await start();
    expect(await learnt(client)).toEqual(['10.0.0.0/16']);
    await deletePeer(client);
    expect([await learnt(client), await peer(client, 'bgp-a')]).toEqual([[], undefined]);
  });

  it('is created once per ClientToken', async () => {
    const { lab, client } = await start();
    const first = await createPeer(client, { clientToken: 'step-1' });
    expect((await createPeer(client, { clientToken: 'step-1' })).body).toEqual(first.body);
    expect(lab.state.peers).toHaveLength(2);
  });

  it('takes the far end of the link when no address is given', async () => {
    const { client } = await start();
    await deletePeer(client);
    const id = (await createPeer(client, { peerIpAddress: undefined })).body?.bgpPeerId;
    expect((await peer(client, id))?.peerIpAddress).toBe('169.254.10.2');
  });

  it.each<[string, Record<string, unknown>]>([
    ['InvalidBgpGroup', { bgpGroupId: 'bgpg-none' }],
    ['BgpPeer.Already.Exists', { peerIpAddress: '169.254.10.2' }],
    ['IllegalParam.PeerIpAddress', { peerIpAddress: '169.254.10.1' }],
    ['InvalidIP.Malformed', { peerIpAddress: '169.254.10' }],
    ['MissingParam.EnableBfd', { bfdMultiHop: 3 }],
    ['IllegalParam.BfdMultiHop', { enableBfd: true, bfdMultiHop: 256 }],
  ])('is refused as %s for %o', async (code, changed) => {
    const { client } = await start();
    expect(await codeOf(createPeer(client, changed))).toBe(code);
  });

  it('is the last one at eight per VBR', async () => {
    const { client } = await start();
    for (const last of [11, 12, 13, 14, 15, 16, 17]) await createPeer(client, { peerIpAddress: `169.254.10.${last}` });
    const refusal = await refusalOf(createPeer(client));
    expect([refusal.code, refusal.data?.Message]).toEqual([
      'QuotaExceeded.Bgp',
      'bgp peer count per vbr quota exceed.',
    ]);
  });

  it('cannot be touched before it is Available', async () => {
    const { client } = await start({ latency: { bgpMs: 60_000 } });
    const id = (await createPeer(client)).body?.bgpPeerId;
    expect(await codeOf(deletePeer(client, id))).toBe('InvalidStatus.CannotOperate');
  });
});

describe('a BGP group', () => {
  it('drops the session when its key changes, and picks it up with the right one', async () => {
    const { client } = await start();
    await modifyGroup(client, { authKey: 'another' });
    expect((await peer(client, 'bgp-a'))?.bgpStatus).toBe('Active');
    await modifyGroup(client, { authKey: 'CANARY-bgp-key-dc-1' });
    expect((await peer(client, 'bgp-a'))?.bgpStatus).toBe('Established');
    await modifyGroup(client, { clearAuthKey: true });
    expect((await peer(client, 'bgp-a'))?.bgpStatus).toBe('Active');
  });

  it('returns its key in clear, as the service does', async () => {
    const { client } = await start();
    const { body } = await client.describeBgpGroups(new sdk.DescribeBgpGroupsRequest(REGION));
    expect(body?.bgpGroups?.bgpGroup?.map((group) => group.authKey)).toEqual(['CANARY-bgp-key-dc-1']);
  });

  it('is deleted only when it has no peers', async () => {
    const { client } = await start();
    const remove = () => client.deleteBgpGroup(new sdk.DeleteBgpGroupRequest({ ...REGION, bgpGroupId: 'bgpg-a' }));
    expect(await codeOf(remove())).toBe('DependencyViolation.BgpPeer');
    await deletePeer(client);
    await remove();
    const { body } = await client.describeBgpGroups(new sdk.DescribeBgpGroupsRequest(REGION));
    expect(body?.totalCount).toBe(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ['InvalidVbrNetwork', { routerId: 'vbr-none' }],
    ['InvalidParams.NotNull', { peerAsn: undefined }],
    ['InvalidPeerAsn.Malformed', { peerAsn: 45104 }],
    ['IllegalParam.PeerAsn', { peerAsn: 23456 }],
    ['IllegalParam.LocalAsn', { localAsn: 65025 }],
    ['IllegalParam.LocalAsn', { localAsn: 65535 }],
    ['IllegalParam.RouteLimit', { routeQuota: 111 }],
    ['InvalidBgpName.Malformed', { name: '1st' }],
    ['InvalidBgpDescription.Malformed', { description: 'x' }],
    ['InvalidBgpAuthkey.Malformed', { authKey: 'two words' }],
    ['IllegalParam.IpVersion', { ipVersion: 'IPv5' }],
  ])('is refused as %s for %o', async (code, changed) => {
    const { client } = await start();
    expect(await codeOf(createGroup(client, changed))).toBe(code);
  });

  it.each([64512, 65534, 4200000000, 4294967294, 45104])('may speak as %i', async (localAsn) => {
    const { client } = await start();
    expect((await createGroup(client, { localAsn })).body?.bgpGroupId).toMatch(/^bgpg-/);
  });
});

describe('a BGP network', () => {
  it('is announced while it is Available, and is known by VBR and prefix', async () => {
    const { client } = await start();
    await client.addBgpNetwork(new sdk.AddBgpNetworkRequest(network));
    expect((await peer(client, 'bgp-a'))?.advertisedRouteCount).toBe(2);
    expect(await codeOf(client.addBgpNetwork(new sdk.AddBgpNetworkRequest(network)))).toBe('Duplicated.CidrBlock');
    await client.deleteBgpNetwork(new sdk.DeleteBgpNetworkRequest(network));
    expect((await peer(client, 'bgp-a'))?.advertisedRouteCount).toBe(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['OperationFailed.NoActiveRouterInterface', { routerId: 'vbr-b' }],
    ['IllegalParamFormat.DstCidrBlock', { dstCidrBlock: '192.168.0.0/24' }],
    ['IllegalParam.ConflictWithDClass', { dstCidrBlock: '224.0.0.0/8' }],
    ['InvalidDestCidrBlock.Malformed', { dstCidrBlock: '192.168.0.1/20' }],
    ['InvalidParams.NotFound', { vpcId: 'vpc-none' }],
  ])('is refused as %s for %o', async (code, changed) => {
    const { client } = await start();
    expect(await codeOf(client.addBgpNetwork(new sdk.AddBgpNetworkRequest({ ...network, ...changed })))).toBe(code);
  });

  it('cannot be taken back while it is Pending', async () => {
    const { client } = await start({ latency: { bgpMs: 60_000 } });
    await client.addBgpNetwork(new sdk.AddBgpNetworkRequest(network));
    const back = client.deleteBgpNetwork(new sdk.DeleteBgpNetworkRequest(network));
    expect(await codeOf(back)).toBe('InvalidStatus.CannotOperate');
  });
});
