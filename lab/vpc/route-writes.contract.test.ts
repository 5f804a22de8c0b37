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

const create = (client: VpcClient, changed: Record<string, unknown> = {}) =>
  client.createRouteEntry(
    new sdk.CreateRouteEntryRequest({
      ...REGION,
      ...{ routeTableId: 'vtb-vbr', destinationCidrBlock: '172.16.0.0/16' },
      ...{ nextHopType: 'RouterInterface', nextHopId: 'ri-vlan', ...changed },
    }),
  );
const remove = (client: VpcClient, request: Record<string, unknown>) =>
  client.deleteRouteEntry(new sdk.DeleteRouteEntryRequest({ ...REGION, ...request }));
async function rows(client: VpcClient, routeTableId = 'vtb-vbr') {
  const request = new sdk.DescribeRouteEntryListRequest({ ...REGION, routeTableId, maxResult: 100 });
  const { body } = await client.describeRouteEntryList(request);
  return body?.routeEntrys?.routeEntry ?? [];
}
const shown = async (client: VpcClient, prefix: string) =>
  (await rows(client)).find((row) => row.destinationCidrBlock === prefix)?.status;
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

describe('a route through the unmodified SDK', () => {
  it('is Pending, then Available, then Deleting, then gone', async () => {
    let laterMs = 0;
    const { client } = await start({ clock: { wall: () => Date.now() + laterMs }, latency: { routeMs: 60_000 } });
    const { body } = await create(client, { description: 'hosts' });
    expect(await shown(client, '172.16.0.0/16')).toBe('Pending');
    laterMs += 60_000;
    expect(await shown(client, '172.16.0.0/16')).toBe('Available');
    await remove(client, { routeEntryId: body?.routeEntryId });
    expect(await shown(client, '172.16.0.0/16')).toBe('Deleting');
    laterMs += 60_000;
    expect(await shown(client, '172.16.0.0/16')).toBeUndefined();
  });

  it('is deleted by table, destination and next hop too, and only by the right one', async () => {
    const { client } = await start();
    await create(client);
    const place = { routeTableId: 'vtb-vbr', destinationCidrBlock: '172.16.0.0/16' };
    expect(await codeOf(remove(client, { ...place, nextHopId: 'ri-vbr' }))).toBe('InvalidNextHop');
    await remove(client, { ...place, nextHopId: 'ri-vlan' });
    expect(await codeOf(remove(client, { ...place, nextHopId: 'ri-vlan' }))).toBe('InvalidRouteEntry.NotFound');
  });

  it('changes its next hop in place', async () => {
    const { client } = await start({ latency: { routeMs: 60_000 } });
    const request = new sdk.ModifyRouteEntryRequest({
      ...REGION,
      ...{ routeTableId: 'vtb-vbr', destinationCidrBlock: '192.168.0.0/16' },
      ...{ newNextHopType: 'RouterInterface', newNextHopId: 'ri-vlan' },
    });
    await client.modifyRouteEntry(request);
    const [row] = await rows(client);
    expect([row?.status, row?.nextHops?.nextHop?.[0]?.nextHopId]).toEqual(['Modifying', 'ri-vlan']);
  });

  it('says whether it would be taken without being made', async () => {
    const { lab, client } = await start();
    const refusal = await refusalOf(create(client, { dryRun: true }));
    expect([refusal.name, refusal.statusCode, refusal.code]).toEqual(['ClientError', 400, 'DryRunOperation']);
    expect(await codeOf(create(client, { dryRun: true, nextHopId: 'ri-none' }))).toBe('InvalidNextHop.NotFound');
    expect([await shown(client, '172.16.0.0/16'), lab.state.effectCount]).toEqual([undefined, 0]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['InvalidCIDRBlock.Duplicate', { destinationCidrBlock: '192.168.0.0/16' }],
    ['InvalidCidrBlock.Malformed', { destinationCidrBlock: '172.16.1.0/16' }],
    ['InvalidCidrBlock', { destinationCidrBlock: '100.64.0.0/10' }],
    ['OperationUnsupported.Ipv6ForVBR', { destinationCidrBlock: '2001:db8::/32' }],
    ['InvalidNextHopType', { nextHopType: 'Instance' }],
    ['InvalidNextHop.NotFound', { nextHopId: 'ri-vpc' }],
    ['InvalidRouteTableId.NotFound', { routeTableId: 'vtb-none' }],
    ['InvalidPhysicalConnectionBusinessStatus', { routeTableId: 'vtb-b', nextHopId: 'ri-b' }],
    ['InvalidRouterType', { nextHopId: undefined, nextHopList: [{ nextHopId: 'ri-vlan' }, { nextHopId: 'ri-vbr' }] }],
    ['InvalidNexthopTypeAndList.BothNull', { nextHopId: undefined }],
    ['MissingParameter', { destinationCidrBlock: undefined }],
    ['InvalidCidrBlock', { routeTableId: 'vtb-vpc', destinationCidrBlock: '192.168.0.0/24', nextHopId: 'ri-vpc' }],
  ])('is refused as %s for %o', async (code, changed) => {
    const { lab, client } = await start();
    expect(await codeOf(create(client, changed))).toBe(code);
    expect(lab.state.effectCount).toBe(0);
  });

  it('past the quota of its table is refused', async () => {
    const { client } = await start();
    for (const third of [1, 2, 3, 4]) await create(client, { destinationCidrBlock: `172.16.${third}.0/24` });
    expect(await codeOf(create(client))).toBe('QuotaExceeded');
  });

  it('that BGP or a vSwitch brought cannot be deleted', async () => {
    const { client } = await start();
    const learnt = { routeTableId: 'vtb-vbr', destinationCidrBlock: '10.0.0.0/16', nextHopId: 'ri-vlan' };
    expect(await codeOf(remove(client, learnt))).toBe('OperationDenied');
    const local = { routeTableId: 'vtb-vpc', destinationCidrBlock: '192.168.0.0/20', nextHopId: 'local' };
    expect(await codeOf(remove(client, local))).toBe('OperationDenied');
  });
});

describe('single flight', () => {
  it('refuses a second change of the same router while one is being worked on, not one of another router', async () => {
    const { lab, client } = await start({ latency: { writeMs: 60_000 } });
    const first = create(client);
    await expect.poll(() => lab.lab.flights.isTaken('vbr-a')).toBe(true);
    expect(await codeOf(create(client, { destinationCidrBlock: '172.17.0.0/16' }))).toBe('TaskConflict');
    const other = create(client, {
      routeTableId: 'vtb-vpc',
      destinationCidrBlock: '172.18.0.0/16',
      nextHopId: 'ri-vpc',
    });
    await expect.poll(() => lab.lab.flights.isTaken('vpc-a')).toBe(true);
    expect(await Promise.race([first, other, 'both being worked on'])).toBe('both being worked on');
  });

  it('refuses a change of a table with an entry on its way', async () => {
    const { client } = await start({ latency: { routeMs: 60_000 } });
    await create(client);
    expect(await codeOf(create(client, { destinationCidrBlock: '172.17.0.0/16' }))).toBe('IncorrectRouteEntryStatus');
    const place = { routeTableId: 'vtb-vbr', destinationCidrBlock: '172.16.0.0/16', nextHopId: 'ri-vlan' };
    expect(await codeOf(remove(client, place))).toBe('IncorrcetRouteEntryStatus');
  });
});

describe('a ClientToken', () => {
  it('makes a repeated create one route and one answer', async () => {
    const { lab, client } = await start();
    const first = await create(client, { clientToken: 'step-1' });
    const again = await create(client, { clientToken: 'step-1' });
    expect(again.body).toEqual(first.body);
    expect(lab.state.effects.map((effect) => [effect.action, effect.subject, effect.token])).toEqual([
      ['CreateRouteEntry', 'vtb-vbr 172.16.0.0/16', 'step-1'],
    ]);
  });

  it('without one, a repeated create is a second create', async () => {
    const { client } = await start();
    await create(client);
    expect(await codeOf(create(client))).toBe('InvalidCIDRBlock.Duplicate');
  });

  it('is refused with other parameters, and while its first call runs', async () => {
    const { lab, client } = await start();
    await create(client, { clientToken: 'step-1' });
    expect(await codeOf(create(client, { clientToken: 'step-1', nextHopId: 'ri-vbr' }))).toBe(
      'IdempotentParameterMismatch',
    );
    lab.world.latency = { ...lab.world.latency, writeMs: 60_000 };
    const slow = { destinationCidrBlock: '172.17.0.0/16', clientToken: 'step-2' };
    void create(client, slow).catch(() => 'cut off when the lab closes');
    await expect.poll(() => lab.lab.flights.isTaken('vbr-a')).toBe(true);
    expect(await codeOf(create(client, slow))).toBe('LastTokenProcessing');
  });

  it('means nothing on a delete, as published', async () => {
    const { lab, client } = await start();
    await create(client);
    const { routeEntryId } = (await rows(client)).find((row) => row.destinationCidrBlock === '172.16.0.0/16') ?? {};
    await remove(client, { routeEntryId });
    expect(await codeOf(remove(client, { routeEntryId }))).toBe('InvalidRouteEntryId.NotFound');
    expect(lab.state.effects.map((effect) => effect.action)).toEqual(['CreateRouteEntry', 'DeleteRouteEntry']);
  });
});
