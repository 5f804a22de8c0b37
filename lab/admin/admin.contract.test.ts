import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningLab } from '@/lab/testing';
import { rawCall } from '@/lab/alibaba/raw-call';
import { startContractLab } from '@/lab/vpc/testing';

let lab: RunningLab;
beforeAll(async () => {
  lab = await startContractLab();
});
afterAll(() => lab.close());

async function admin(method: string, where: string, body?: unknown) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${lab.adminUrl}${where}`, init);
  return {
    status: response.status,
    text: await response.clone().text(),
    body: (await response.json()) as Record<string, never>,
  };
}

const REGION = { RegionId: 'cn-hangzhou' };
const route = {
  RouteTableId: 'vtb-vbr',
  DestinationCidrBlock: '172.16.0.0/16',
  NextHopType: 'RouterInterface',
  NextHopId: 'ri-vlan',
};

describe('the admin port', () => {
  it('shows the world without its keys', async () => {
    const { body, text } = await admin('GET', '/world');
    expect(body).toMatchObject({
      peers: [{ peer: 'bgp-a', sessionState: 'Established', received: ['10.0.0.0/16'], advertised: 1 }],
      routeTables: [{ routeTable: 'vtb-vpc' }, { routeTable: 'vtb-vbr' }, { routeTable: 'vtb-b' }],
    });
    expect(text).not.toContain('CANARY');
  });

  it('counts effects, not calls, and hides keys in the log', async () => {
    const parameters = { ...route, ClientToken: 'admin-1' };
    await rawCall(lab, { action: 'CreateRouteEntry', parameters });
    await rawCall(lab, { action: 'CreateRouteEntry', parameters });
    await rawCall(lab, {
      action: 'CreateBgpGroup',
      parameters: { ...REGION, RouterId: 'vbr-b', PeerAsn: '65002', AuthKey: 'CANARY' },
    });
    const { body, text } = await admin('GET', '/calls?action=CreateRouteEntry');
    expect(body).toMatchObject({ effectCounts: { CreateRouteEntry: 1 }, calls: [{ effect: 1 }, { replayed: true }] });
    expect(text).not.toContain('CANARY');
    expect((await admin('GET', '/calls')).text).not.toContain('CANARY');
  });

  it('holds a session down and edits a table behind the API', async () => {
    expect((await admin('POST', '/sessions', { peer: 'bgp-a', state: 'down' })).status).toBe(200);
    const edit = {
      routeTable: 'vtb-vbr',
      entry: { prefix: '172.20.0.0/16', nextHop: { kind: 'router-interface', key: 'ri-vlan' } },
    };
    expect((await admin('POST', '/routes', { edit: 'add', ...edit })).status).toBe(200);
    const prefixes = async () =>
      lab.state.tables.find((table) => table.id === 'vtb-vbr')?.routes.map((each) => each.prefix);
    expect(await prefixes()).toContain('172.20.0.0/16');
    expect(
      (await admin('POST', '/routes', { edit: 'delete', routeTable: 'vtb-vbr', prefix: '172.20.0.0/16' })).status,
    ).toBe(200);
    expect(await prefixes()).not.toContain('172.20.0.0/16');
    expect((await admin('GET', '/world')).body).toMatchObject({
      peers: [{ sessionState: 'Idle', problem: 'held-down' }],
    });
    expect((await admin('POST', '/sessions', { peer: 'bgp-none', state: 'down' })).status).toBe(404);
  });

  it('lets nodes fall over, come and go', async () => {
    const edit = (what: string, node: string) =>
      admin('POST', '/nodes', { cluster: 'c-a', node, do: what, pool: 'np-edge' });
    const found = (node: string) => lab.state.estate.clusters[0]?.nodes?.find(({ name }) => name === node);
    expect((await edit('add', 'edge-new')).status).toBe(200);
    expect(found('edge-new')).toMatchObject({ ready: true, podCidr: expect.stringMatching(/\/25$/) as string });
    await edit('not-ready', 'edge-new');
    expect(found('edge-new')?.ready).toBe(false);
    await edit('remove', 'edge-new');
    expect(found('edge-new')).toBeUndefined();
    expect((await edit('ready', 'edge-new')).status).toBe(404);
    await admin('POST', '/nodes', { allocator: 'off' });
    await edit('add', 'edge-waits');
    expect(found('edge-waits')).not.toHaveProperty('podCidr');
    await admin('POST', '/nodes', { allocator: 'on' });
    expect(found('edge-waits')).toHaveProperty('podCidr');
  });

  it('plans faults and takes them back', async () => {
    const rule = { action: 'DescribeVpcs', fault: { kind: 'throttle', retryAfterMs: 20 } };
    await admin('POST', '/faults', { rules: [rule], callsPerMinute: 1000 });
    const struck = await rawCall(lab, { action: 'DescribeVpcs', parameters: REGION });
    expect([struck.status, struck.headers.get('x-acs-retry-after')]).toEqual([400, '20']);
    expect((await admin('GET', '/faults')).body).toMatchObject({
      rules: [{ seen: 1, fired: 1 }],
      callsPerMinute: 1000,
    });
    await admin('DELETE', '/faults');
    expect((await rawCall(lab, { action: 'DescribeVpcs', parameters: REGION })).status).toBe(200);
  });

  it('sets pace and latency, and says what it was not able to read', async () => {
    expect((await admin('POST', '/clock', { scale: 20 })).body).toEqual({ scale: 20 });
    expect((await admin('POST', '/latency', { routeMs: 700 })).body).toMatchObject({ routeMs: 700, bgpMs: 0 });
    expect((await admin('POST', '/clock', { scale: 0 })).status).toBe(400);
    expect((await admin('POST', '/faults', { rules: [{ fault: { kind: 'meteor' } }] })).status).toBe(400);
  });

  it('starts the world over', async () => {
    await admin('POST', '/reset');
    expect((await admin('GET', '/calls')).body).toMatchObject({ calls: [], effects: [], effectCounts: {} });
    expect((await admin('GET', '/world')).body).toMatchObject({ peers: [{ sessionState: 'Established' }] });
  });

  it('is not to be reached through the API, nor from a web page', async () => {
    const throughApi = await fetch(`http://${lab.endpoint}/world`);
    expect([throughApi.status, await throughApi.json()]).toMatchObject([400, { Code: 'IncompleteSignature' }]);
    const fromPage = await fetch(`${lab.adminUrl}/world`, { headers: { origin: 'http://example.com' } });
    expect(fromPage.status).toBe(403);
    const rebound = await new Promise<number | undefined>((resolve) => {
      const call = request(`${lab.adminUrl}/world`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      );
      call.end();
    });
    expect(rebound).toBe(403);
  });
});
