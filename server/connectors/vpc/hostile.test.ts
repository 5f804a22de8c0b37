import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { KINDS_OF } from '@/domain/estate/resource';
import { ConnectorError } from '../types';
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

const CANARY = 'CANARY-9c1f-md5-key';

let running: RecordedSource | undefined;
afterEach(() => running?.stop());

async function observing(answer: Answer, readAttempts = 1) {
  running = await startSource(answer, { accessKeyId: `LTAI${Math.random()}` });
  return createVpcConnector(running.source, { readAttempts, readDeadlineMs: 400 }).observe({});
}

/** The recorded estate, with one call answered in another way. */
const exceptFor =
  (action: string, reply: Reply): Answer =>
  (request) =>
    request.action === action ? reply : recordedAnswer(request);

describe('a source that is broken all over', () => {
  test.each<[string, Reply]>([
    ['null', { body: 'null' }],
    ['a list', { body: '[]' }],
    ['text', { body: '"hello"' }],
    ['nothing', { body: '' }],
    ['an HTML page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>502</body></html>' }],
    ['an empty object', { body: '{}' }],
    ['an answer to another question', { body: '{"RequestId":"r","Things":{"Thing":[]}}' }],
    ['half an answer', { body: fixture('DescribeVpcs').slice(0, 200) }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '{"RequestId":"r"}' }],
    ['an internal error', failure('500.InternalError')],
    ['a cut connection', 'reset'],
    ['silence', 'hang'],
    ['a denial', failure('403.Forbidden.RAM')],
    ['a refusal under HTTP 200', { body: fixture('errors/403.Forbidden.RAM') }],
    [
      'that one of the clocks is wrong',
      { status: 400, body: '{"RequestId":"r","Code":"InvalidTimeStamp.Expired","Message":"CANARY"}' },
    ],
  ])('and answers %s leaves everything as it was known', async (_what, reply) => {
    const { resources, covered, failures } = await observing(() => reply);
    expect(resources).toEqual([]);
    expect(covered).toEqual([]);
    expect(new Set(failures.map((each) => each.kind))).toEqual(
      new Set(KINDS_OF.vpc.filter((kind) => kind !== 'route-entry')),
    );
    expect(failures.every((each) => each.error instanceof ConnectorError)).toBe(true);
    expect(JSON.stringify(failures)).not.toContain('CANARY');
  });
});

describe('a source that is broken in one part', () => {
  test('is still read in all the others', async () => {
    const { resources, covered, failures } = await observing(
      exceptFor('DescribeBgpPeers', failure('403.Forbidden.RAM')),
    );
    expect(failures).toMatchObject([
      { kind: 'bgp-peer', error: { kind: 'denied', details: { code: 'Forbidden.RAM' } } },
    ]);
    expect(covered.map((each) => each.kind)).not.toContain('bgp-peer');
    expect(new Set(resources.map((each) => each.kind))).toEqual(
      new Set(KINDS_OF.vpc.filter((kind) => kind !== 'bgp-peer')),
    );
  });

  test('keeps the entries of the tables that could be read', async () => {
    const { covered, failures } = await observing((request) =>
      request.parameters['RouteTableId']?.includes('vbr') ? failure('500.InternalError') : recordedAnswer(request),
    );
    expect(failures).toMatchObject([{ kind: 'route-entry', within: 'vtb-bp1kedge1vbrt6b3n9q4' }]);
    expect(covered.filter((each) => each.kind === 'route-entry')).toEqual([
      { kind: 'route-entry', within: 'vtb-bp1kedge3h9s4v8pj6e1f' },
    ]);
  });

  test('covers no route tables when one of their lists failed', async () => {
    const { resources, covered } = await observing((request) =>
      request.action === 'DescribeRouteTableList' && request.parameters['RouterType'] === 'VRouter'
        ? failure('500.InternalError')
        : recordedAnswer(request),
    );
    expect(resources.filter((each) => each.kind === 'route-table')).toHaveLength(1);
    expect(covered.map((each) => each.kind)).not.toContain('route-table');
  });

  test('with a row that cannot be understood names it, keeps the others and does not cover the part', async () => {
    const body = fixture('DescribeVSwitches').replace('"CidrBlock": "192.168.16.0/20"', '"CidrBlock": {"evil": true}');
    const { resources, covered, partly, skipped, failures } = await observing(exceptFor('DescribeVSwitches', { body }));
    const row = { key: 'vsw-bp1kedge0bbi4q7v0y3mc', problem: 'CidrBlock is missing or odd' };
    expect(skipped).toEqual([{ kind: 'v-switch', ...row }]);
    expect(partly).toMatchObject([{ kind: 'v-switch', rows: [row] }]);
    expect(resources.filter((each) => each.kind === 'v-switch')).toHaveLength(2);
    expect(covered.map((each) => each.kind)).not.toContain('v-switch');
    expect(failures).toEqual([]);
  });

  test('is asked again before it is given up', async () => {
    const { failures, covered, requests } = await observing(
      (request, nth) =>
        request.action === 'DescribeVpcs' && nth < 3 ? failure('503.ServiceUnavailable') : recordedAnswer(request),
      3,
    );
    expect(failures).toEqual([]);
    expect(covered.map((each) => each.kind)).toContain('vpc');
    expect(requests).toBe(running?.requests.length);
  });

  test('that lists no VBR tables without a router is asked for each', async () => {
    const nothing = { body: '{"RequestId":"r","TotalCount":0,"RouterTableList":{"RouterTableListType":[]}}' };
    const { resources, failures } = await observing((request) =>
      request.parameters['RouterType'] === 'VBR' && request.parameters['RouterId'] === undefined
        ? nothing
        : recordedAnswer(request),
    );
    expect(failures).toEqual([]);
    expect(resources.filter((each) => each.kind === 'route-table').map((each) => each.attributes.router)).toContain(
      'vbr-bp1kedge4t7a0m3k9w5hz',
    );
  });
});

describe('a caller who gives up', () => {
  test('is answered at once, with every part unread', async () => {
    running = await startSource(() => 'hang', { accessKeyId: 'LTAIgone' });
    const caller = new AbortController();
    const observation = createVpcConnector(running.source, { readDeadlineMs: 60_000 }).observe({}, caller.signal);
    setTimeout(() => caller.abort(), 50);
    const { covered, failures } = await observation;
    expect(covered).toEqual([]);
    expect(failures.every((each) => each.error.kind === 'unavailable')).toBe(true);
  });
});

describe('a BGP key in a body', () => {
  const withKey = (text: string) => text.replaceAll('"AuthKey": ""', `"AuthKey": "${CANARY}"`);
  /** Everything that can be got out of a value, hidden members and causes included. */
  const everythingIn = (value: unknown) =>
    inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null }) +
    JSON.stringify(value);

  test('leaves nothing but its fingerprint', async () => {
    const observation = await observing((request) => {
      const reply = recordedAnswer(request);
      return typeof reply === 'string' ? reply : { ...reply, body: withKey(reply.body) };
    });
    expect(everythingIn(observation)).not.toContain(CANARY);
    const [group] = observation.resources.filter((each) => each.kind === 'bgp-group');
    expect(group?.attributes.authKeyFingerprint).toBe(`fp-${CANARY.length}`);
  });

  const group = {
    BgpGroupId: 'bgpg-1',
    RouterId: 'vbr-1',
    AuthKey: CANARY,
    MacsecKeys: { MacsecKey: [{ Cak: CANARY }] },
  };
  const failed = {
    RequestId: 'r',
    Code: 'InternalError',
    Message: `key ${CANARY}`,
    AuthKey: CANARY,
    BgpGroups: { BgpGroup: [group] },
  };
  test.each<[string, Reply]>([
    ['that is cut off', { body: `{"BgpGroups":{"BgpGroup":[{"AuthKey":"${CANARY}"` }],
    ['that begins like JSON', { body: `${CANARY}{}` }],
    ['of an error', { status: 500, body: JSON.stringify(failed) }],
    ['of a refusal', { status: 400, body: JSON.stringify({ ...failed, Code: 'InvalidBgpGroup' }) }],
    [
      'of a refusal with the key for a code',
      { status: 400, body: JSON.stringify({ ...failed, Code: `${CANARY} !`, RequestId: `${CANARY} !` }) },
    ],
    ['of an error under HTTP 200', { body: JSON.stringify(failed) }],
    [
      'with the key where an id belongs',
      {
        body: JSON.stringify({
          RequestId: 'r',
          TotalCount: 1,
          BgpGroups: { BgpGroup: [{ ...group, BgpGroupId: null }] },
        }),
      },
    ],
    [
      'with the key as an object',
      {
        body: JSON.stringify({
          RequestId: 'r',
          TotalCount: 1,
          BgpGroups: { BgpGroup: [{ ...group, AuthKey: { key: [CANARY] } }] },
        }),
      },
    ],
    ['of a throttled call', { status: 400, body: JSON.stringify({ ...failed, Code: 'Throttling.User' }) }],
  ])('%s leaves nothing at all', async (_what, reply) => {
    const observation = await observing(exceptFor('DescribeBgpGroups', reply));
    expect(everythingIn(observation)).not.toContain(CANARY);
  });
});
