import { afterEach, describe, expect, test } from 'vitest';
import { Effect } from '@/domain/changes/effect';
import type { ConnectorError } from '../types';
import type { ConnectionOptions } from '../alibaba/connection';
import { createVpcConnector } from '.';
import {
  failure,
  fixture,
  recordedAnswer,
  startSource,
  type Answer,
  type RecordedSource,
  type Reply,
} from './testing/recorded-source';

const route = Effect.parse({
  kind: 'create-route-entry',
  router: { kind: 'vbr', key: 'vbr-bp1kedge4t7a0m3k9w5hz' },
  routeTable: 'vtb-bp1kedge1vbrt6b3n9q4',
  prefix: '10.0.0.0/16',
  nextHop: { kind: 'router-interface', key: 'ri-bp1kedge7vlan0if2x5m8' },
});
const peer = Effect.parse({
  kind: 'create-bgp-peer',
  vbr: 'vbr-bp1kedge4t7a0m3k9w5hz',
  group: 'bgpg-bp1kedge3dc1grp0a6w2',
  address: '10.255.10.2',
  bfd: { enabled: true, hops: 2 },
});
const undo = (effect: Effect) => ({ ...effect, kind: effect.kind.replace('create', 'delete') }) as Effect;
const options = { token: 'b3f0c7a2-0001', deadlineMs: 5000 };

let running: RecordedSource | undefined;
afterEach(() => running?.stop());

async function connect(answer: Answer, more?: ConnectionOptions) {
  running = await startSource(answer, { accessKeyId: `LTAI${Math.random()}` });
  return { connector: createVpcConnector(running.source, more), requests: running.requests };
}

describe('a write is one request', () => {
  test('that creates a route entry with its token', async () => {
    const { connector, requests } = await connect(recordedAnswer);
    expect(await connector.perform(route, options)).toEqual({
      requestId: '49D52F10-510C-513F-AF87-D4EB8E41254B',
      resourceId: 'rte-bp1kedge0vbr2pod3q7c1',
    });
    expect(requests).toEqual([
      {
        action: 'CreateRouteEntry',
        parameters: {
          RegionId: 'cn-hangzhou',
          RouteTableId: 'vtb-bp1kedge1vbrt6b3n9q4',
          DestinationCidrBlock: '10.0.0.0/16',
          NextHopType: 'RouterInterface',
          NextHopId: 'ri-bp1kedge7vlan0if2x5m8',
          ClientToken: 'b3f0c7a2-0001',
        },
      },
    ]);
  });

  test('that deletes a route entry by its place and direction', async () => {
    const { connector, requests } = await connect(recordedAnswer);
    expect(await connector.perform(undo(route), options)).toEqual({
      requestId: 'F8BCE204-2272-5505-A129-551347095A52',
    });
    expect(requests).toEqual([
      {
        action: 'DeleteRouteEntry',
        parameters: {
          RegionId: 'cn-hangzhou',
          RouteTableId: 'vtb-bp1kedge1vbrt6b3n9q4',
          DestinationCidrBlock: '10.0.0.0/16',
          NextHopId: 'ri-bp1kedge7vlan0if2x5m8',
        },
      },
    ]);
  });

  test('that creates a BGP peer with its BFD', async () => {
    const { connector, requests } = await connect(recordedAnswer);
    expect(await connector.perform(peer, options)).toEqual({
      requestId: '9B54DED0-48F1-5678-A553-F8804499F51A',
      resourceId: 'bgp-bp1kedge5dc1peer0a9z4',
    });
    expect(requests).toEqual([
      {
        action: 'CreateBgpPeer',
        parameters: {
          RegionId: 'cn-hangzhou',
          BgpGroupId: 'bgpg-bp1kedge3dc1grp0a6w2',
          PeerIpAddress: '10.255.10.2',
          IpVersion: 'IPv4',
          EnableBfd: 'true',
          BfdMultiHop: '2',
          ClientToken: 'b3f0c7a2-0001',
        },
      },
    ]);
  });

  test('that deletes a BGP peer by the id it is found under', async () => {
    const { connector, requests } = await connect(recordedAnswer);
    await connector.perform(undo(peer), options);
    expect(requests.map((each) => each.action)).toEqual(['DescribeBgpPeers', 'DeleteBgpPeer']);
    expect(requests[1]?.parameters).toEqual({
      RegionId: 'cn-hangzhou',
      BgpPeerId: 'bgp-bp1kedge5dc1peer0a9z4',
      ClientToken: 'b3f0c7a2-0001',
    });
  });

  test('and none where there is no such peer', async () => {
    const { connector, requests } = await connect(() => ({ body: fixture('DescribeBgpPeers.empty') }));
    await expect(connector.perform(undo(peer), options)).rejects.toMatchObject({
      kind: 'not-found',
      details: { outcome: 'none' },
    });
    expect(requests.map((each) => each.action)).toEqual(['DescribeBgpPeers']);
  });

  test('and none toward a next hop that only the cloud makes', async () => {
    const { connector, requests } = await connect(recordedAnswer);
    const local = { ...route, nextHop: { kind: 'local', key: 'local' } } as Effect;
    await expect(connector.perform(local, options)).rejects.toMatchObject({
      kind: 'rejected',
      details: { outcome: 'none' },
    });
    expect(requests).toEqual([]);
  });
});

describe('a write that fails is not repeated, and says what is known of it', () => {
  const html = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' };
  test.each<[string, Reply, string, string]>([
    ['busy with another', failure('400.TaskConflict'), 'conflict', 'none'],
    ['while the table is not stable', failure('400.IncorrectRouteEntryStatus'), 'conflict', 'none'],
    ['throttled', failure('400.Throttling.User', { 'x-acs-retry-after': '1500' }), 'throttled', 'none'],
    ['denied', failure('403.Forbidden.RAM'), 'denied', 'none'],
    ['a duplicate', failure('400.InvalidCIDRBlock.Duplicate'), 'rejected', 'none'],
    ['above the quota', failure('400.QuotaExceeded.Bgp'), 'rejected', 'none'],
    ['on no such table', failure('404.InvalidRouteTableId.NotFound'), 'not-found', 'none'],
    ['an internal error', failure('500.InternalError'), 'unavailable', 'unknown'],
    ['unavailable', failure('503.ServiceUnavailable'), 'unavailable', 'unknown'],
    ['an HTML page', html, 'unavailable', 'unknown'],
    ['nothing', { status: 504, body: '' }, 'unavailable', 'unknown'],
    ['null', { body: 'null' }, 'unavailable', 'unknown'],
    ['null as a failure', { status: 500, body: 'null' }, 'unavailable', 'unknown'],
    ['a list', { body: '[]' }, 'unavailable', 'unknown'],
    ['no request id', { body: '{}' }, 'unavailable', 'unknown'],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://elsewhere.example/' }, body: '{"RequestId":"r"}' },
      'unavailable',
      'unknown',
    ],
    ['a refusal under HTTP 200', { body: fixture('errors/400.TaskConflict') }, 'conflict', 'unknown'],
    ['a cut connection', 'reset', 'unavailable', 'unknown'],
    ['silence', 'hang', 'unavailable', 'unknown'],
  ])('%s', async (_what, reply, kind, outcome) => {
    const { connector, requests } = await connect(() => reply);
    const deadlineMs = reply === 'hang' ? 300 : 5000;
    await expect(connector.perform(route, { ...options, deadlineMs })).rejects.toMatchObject({
      name: 'ConnectorError',
      kind,
      details: { outcome },
    });
    expect(requests).toHaveLength(1);
  });

  test('with the code, the request id and the wait of the source', async () => {
    const { connector } = await connect(() => failure('400.Throttling.User', { 'x-acs-retry-after': '1500' }));
    const failed = await connector.perform(route, options).catch((error: unknown) => error);
    expect((failed as ConnectorError).details).toEqual({
      code: 'Throttling.User',
      requestId: 'D72652F1-8882-5B54-A89A-FCF3A7A468E3',
      retryAfterMs: 1500,
      outcome: 'none',
    });
  });

  test('where nobody listens nothing was sent', async () => {
    const { connector } = await connect(recordedAnswer);
    await running?.stop();
    await expect(connector.perform(route, options)).rejects.toMatchObject({
      kind: 'unavailable',
      details: { outcome: 'none' },
    });
  });

  test('where the look-up before it fails nothing was sent', async () => {
    const { connector, requests } = await connect(() => failure('500.InternalError'), { readAttempts: 1 });
    await expect(connector.perform(undo(peer), options)).rejects.toMatchObject({
      kind: 'unavailable',
      details: { outcome: 'none' },
    });
    expect(requests.map((each) => each.action)).toEqual(['DescribeBgpPeers']);
  });

  test('where the look-up before it takes all the time nothing was sent, now or later', async () => {
    const { connector, requests } = await connect(({ action }) =>
      action === 'DescribeBgpPeers' ? 'hang' : { body: fixture('DeleteBgpPeer') },
    );
    await expect(connector.perform(undo(peer), { ...options, deadlineMs: 300 })).rejects.toMatchObject({
      details: { outcome: 'none' },
    });
    expect(requests.map((each) => each.action)).not.toContain('DeleteBgpPeer');
  });

  test('where the budget is spent nothing was sent', async () => {
    running = await startSource(recordedAnswer, { callsPerMinute: 1, accessKeyId: 'LTAIspent' });
    const connector = createVpcConnector(running.source);
    await connector.perform(route, options);
    await expect(connector.perform(route, options)).rejects.toMatchObject({
      kind: 'throttled',
      details: { outcome: 'none' },
    });
    expect(running.requests).toHaveLength(1);
  });
});
