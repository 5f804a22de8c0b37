import { afterEach, describe, expect, it } from 'vitest';
import type { RunningLab } from '@/lab/testing';
import { clientOf, jsonFixture, refusalOf, sdk, startContractLab, type VpcClient } from '@/lab/vpc/testing';
import type { FaultPlanInput } from './fault';

const REGION = { regionId: 'cn-hangzhou' };
let lab: RunningLab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];

async function start(faults: FaultPlanInput, timeoutMs?: number) {
  lab = await startContractLab({ faults });
  return { lab, client: clientOf(lab, timeoutMs) };
}

const once = (fault: Fault, action = 'CreateRouteEntry'): FaultPlanInput => ({ rules: [{ action, times: 1, fault }] });
const vpcs = (client: VpcClient) => client.describeVpcs(new sdk.DescribeVpcsRequest(REGION));
const create = (client: VpcClient, clientToken?: string, destinationCidrBlock = '172.16.0.0/16') =>
  client.createRouteEntry(
    new sdk.CreateRouteEntryRequest({
      ...{ ...REGION, routeTableId: 'vtb-vbr', destinationCidrBlock, clientToken },
      ...{ nextHopType: 'RouterInterface', nextHopId: 'ri-vlan' },
    }),
  );

describe('what a client sees of a broken service', () => {
  it.each<[string, number, Fault]>([
    ['ThrottlingError', 400, { kind: 'throttle' }],
    ['ThrottlingError', 429, { kind: 'throttle', status: 429, code: 'Throttling.Api' }],
    ['ServerError', 500, { kind: 'error' }],
    ['ServerError', 503, { kind: 'error', status: 503, code: 'ServiceUnavailable' }],
    ['ClientError', 400, { kind: 'error', status: 400, code: 'SystemBusy' }],
    ['ClientError', 403, { kind: 'deny' }],
  ])('%s with status %i', async (name, statusCode, fault) => {
    const { client } = await start(once(fault, 'DescribeVpcs'));
    const refusal = await refusalOf(vpcs(client));
    expect([refusal.name, refusal.statusCode]).toEqual([name, statusCode]);
    expect((await vpcs(client)).body?.totalCount).toBe(1);
  });

  it('words throttling, denial and its own breakdown as published', async () => {
    const rules = ([{ kind: 'throttle' }, { kind: 'deny' }, { kind: 'error' }] as const).map((fault) => ({
      ...{ action: 'DescribeVpcs', times: 1, fault },
    }));
    const { client } = await start({ rules: rules.map((rule, index) => ({ ...rule, skip: index })) });
    const seen = [await refusalOf(vpcs(client)), await refusalOf(vpcs(client)), await refusalOf(vpcs(client))];
    expect(seen.map((refusal) => [refusal.data?.Code, refusal.data?.Message])).toEqual(
      ['error.400.Throttling.User', 'error.403.Forbidden.RAM', 'error.500.InternalError'].map((name) => {
        const { Code, Message } = jsonFixture(name);
        return [Code, Message];
      }),
    );
  });

  it('the wait that throttling asks for, when it asks for one', async () => {
    const { client } = await start(once({ kind: 'throttle', retryAfterMs: 1500 }, 'DescribeVpcs'));
    expect((await refusalOf(vpcs(client))).retryAfter).toBe(1500);
  });

  it.each<[Fault, string]>([
    [{ kind: 'html' }, 'SyntaxError'],
    [{ kind: 'reset' }, 'Error'],
  ])('%o comes without code of the service', async (fault, name) => {
    const { client } = await start(once(fault, 'DescribeVpcs'));
    const refusal = await refusalOf(vpcs(client));
    expect([refusal.name, refusal.statusCode]).toEqual([name, undefined]);
  });

  it('nothing, when the service stalls', async () => {
    const { client } = await start(once({ kind: 'stall' }, 'DescribeVpcs'), 200);
    expect((await refusalOf(vpcs(client))).name).toBe('RequestTimeoutError');
  });
});

describe('a write that goes wrong', () => {
  it.each<Fault>([{ kind: 'error', when: 'before' }, { kind: 'reset' }, { kind: 'throttle' }, { kind: 'html' }])(
    'before its effect leaves nothing: %o',
    async (fault) => {
      const { lab, client } = await start(once(fault));
      await refusalOf(create(client, 'step-1'));
      expect(lab.state.effectCount).toBe(0);
      await create(client, 'step-1');
      expect(lab.state.effectCount).toBe(1);
    },
  );

  it.each<Fault>([{ kind: 'error', when: 'after' }, { kind: 'lost-response' }, { kind: 'html', when: 'after' }])(
    'after its effect is answered by the first answer when tried again with its token: %o',
    async (fault) => {
      const { lab, client } = await start(once(fault));
      await refusalOf(create(client, 'step-1'));
      expect(lab.state.effectCount).toBe(1);
      const again = await create(client, 'step-1');
      const table = lab.state.tables.find((each) => each.id === 'vtb-vbr');
      const made = table?.routes.find((route) => route.prefix === '172.16.0.0/16');
      expect([again.body?.routeEntryId, lab.state.effectCount]).toEqual([made?.id, 1]);
    },
  );

  it('leaves what happened in the log of calls', async () => {
    const { lab, client } = await start(once({ kind: 'lost-response' }));
    await refusalOf(create(client, 'step-1'));
    await create(client, 'step-1');
    const seen = lab.lab.calls
      .list('CreateRouteEntry')
      .map(({ outcome, effect, replayed }) => [outcome, effect, replayed]);
    expect(seen).toEqual([
      ['dropped', 1, undefined],
      [200, undefined, true],
    ]);
  });
});

describe('lists that lie', () => {
  const pageOf = async (client: VpcClient, pageNumber: number) => {
    const request = new sdk.DescribeVSwitchesRequest({ ...REGION, pageNumber, pageSize: 2 });
    const { body } = await client.describeVSwitches(request);
    return { rows: body?.vSwitches?.vSwitch?.map((each) => each.vSwitchId), total: body?.totalCount };
  };

  it('lose half a page without saying so', async () => {
    const { client } = await start(once({ kind: 'half-page' }, 'DescribeVSwitches'));
    expect(await pageOf(client, 1)).toEqual({ rows: ['vsw-a'], total: 3 });
    expect(await pageOf(client, 1)).toEqual({ rows: ['vsw-a', 'vsw-b'], total: 3 });
  });

  it('repeat a page under the next number', async () => {
    const { client } = await start({ rules: [{ fault: { kind: 'duplicate-page' } }] });
    expect((await pageOf(client, 1)).rows).toEqual(['vsw-a', 'vsw-b']);
    expect((await pageOf(client, 2)).rows).toEqual(['vsw-a', 'vsw-b']);
  });

  it('come in loose types, and the SDK still reads them', async () => {
    const { client } = await start({ rules: [{ fault: { kind: 'loose-types' } }] });
    const { body } = await client.describeBgpPeers(new sdk.DescribeBgpPeersRequest(REGION));
    expect(body?.bgpPeers?.bgpPeer?.[0]?.peerAsn).toBe('65001');
    expect((await vpcs(client)).body?.vpcs?.vpc?.[0]?.tags).toBeUndefined();
  });
});

describe('the budget of calls', () => {
  it('is counted for each operation by itself', async () => {
    const { client } = await start({ callsPerMinute: 2 });
    await vpcs(client);
    await vpcs(client);
    expect((await refusalOf(vpcs(client))).code).toBe('Throttling.User');
    await client.describeVSwitches(new sdk.DescribeVSwitchesRequest(REGION));
  });
});

describe('a hook', () => {
  it('pulls the plug after the second route was made', async () => {
    const then = { kind: 'session', peer: 'bgp-a', state: 'down' } as const;
    const { client } = await start({ hooks: [{ action: 'CreateRouteEntry', after: 2, then }] });
    const session = async () => {
      const { body } = await client.describeBgpPeers(new sdk.DescribeBgpPeersRequest(REGION));
      return body?.bgpPeers?.bgpPeer?.[0]?.bgpStatus;
    };
    await create(client);
    expect(await session()).toBe('Established');
    await create(client, undefined, '172.17.0.0/16');
    expect(await session()).toBe('Idle');
  });
});
