import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { createGobgpConnector, type GobgpOptions } from '.';
import { type Answer, startHttp2, startRawServer } from './testing/raw-server';
import { encode } from './wire';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const GLOBAL = encode('GetBgpResponse', { global: { asn: 65001, router_id: '192.0.2.1' } });
const peer = (conf: Record<string, unknown>, state: Record<string, unknown> = {}) =>
  encode('ListPeerResponse', { peer: { conf: { neighbor_address: '192.0.2.9', peer_asn: 65100, ...conf }, state } });
const ip = (value: Record<string, unknown>) => any('IPAddressPrefix', encode('Prefix', value));
const any = (type: string, value: Buffer) => encode('Any', { type_url: `type.googleapis.com/apipb.${type}`, value });
const destination = (prefix: string, ...paths: Record<string, unknown>[]) =>
  encode('ListPathResponse', { destination: { prefix, paths } });
const route = (at: number) =>
  destination(`10.${at >> 8}.${at & 255}.0/24`, {
    nlri: ip({ prefix: `10.${at >> 8}.${at & 255}.0`, prefix_len: 24 }),
    best: true,
  });

async function read(answers: Partial<Record<string, Answer>>, options: GobgpOptions = {}) {
  const whole: Record<string, Answer> = {
    GetBgp: { messages: [GLOBAL] },
    ListPeer: { messages: [] },
    ListPath: { messages: [] },
  };
  const server = await startRawServer(
    'apipb.GobgpApi',
    (method) => ({ ...whole, ...answers })[method] ?? { messages: [] },
  );
  stops.push(server.stop);
  return observe(server.endpoint, options);
}

const observe = (endpoint: string, options: GobgpOptions = {}) =>
  createGobgpConnector(
    { system: 'gobgp', gateway: 'g', endpoint, callsPerMinute: 6_000, fingerprint: () => 'fp' },
    options,
  ).observe({});
const kinds = (parts: readonly { kind: string }[]) => parts.map((part) => part.kind);

describe('a gateway that answers badly', () => {
  test.each<[string, Partial<Record<string, Answer>>, string[]]>([
    [
      'breaks off a table',
      { ListPath: { messages: [route(1)], code: status.UNKNOWN, details: 'CANARY' } },
      ['gateway-route'],
    ],
    [
      'breaks off the peers',
      { ListPeer: { messages: [peer({})], code: status.INTERNAL } },
      ['gateway-peer', 'gateway-path'],
    ],
    [
      'sends bytes that are no peer',
      { ListPeer: { messages: [Buffer.from('ffffffff', 'hex')] } },
      ['gateway-peer', 'gateway-path'],
    ],
    ['sends bytes that are no table', { ListPath: { messages: [Buffer.from('0aff', 'hex')] } }, ['gateway-route']],
    [
      'has no BGP',
      { GetBgp: { messages: [encode('GetBgpResponse', {})] } },
      ['gateway', 'gateway-peer', 'gateway-route', 'gateway-path'],
    ],
  ])('and %s keeps what was whole', async (_how, answers, failed) => {
    const { failures, covered, resources } = await read(answers);
    expect(kinds(failures)).toEqual(failed);
    expect(kinds(covered)).toEqual(
      ['gateway', 'gateway-peer', 'gateway-route', 'gateway-path'].filter((kind) => !failed.includes(kind)),
    );
    expect(kinds(resources).filter((kind) => failed.includes(kind))).toEqual([]);
    expect(JSON.stringify(failures)).not.toContain('CANARY');
  });

  test('and never ends is given up after its deadline', async () => {
    const { failures } = await read(
      { ListPath: { messages: [route(1)], hang: true } },
      { deadlines: { tableMs: 150 } },
    );
    expect(failures).toMatchObject([
      { kind: 'gateway-route', error: { kind: 'unavailable', details: { code: 'DEADLINE_EXCEEDED' } } },
    ]);
  });

  test('and sends one message larger than any table is not read, and not taken for a busy one', async () => {
    const { failures, covered } = await read({
      ListPeer: { messages: [peer({ description: 'x'.repeat(5_000_000) })] },
    });
    expect(failures).toMatchObject([
      { kind: 'gateway-peer', error: { kind: 'rejected', details: { code: 'AnswerTooLarge' } } },
      { kind: 'gateway-path' },
    ]);
    expect(kinds(covered)).toEqual(['gateway', 'gateway-route']);
  });

  test('and has more paths than anybody would is not read to its end', async () => {
    const messages = Array.from({ length: 12 }, (_, at) => route(at));
    const { failures, resources } = await read({ ListPath: { messages } }, { bounds: { paths: 10 } });
    expect(failures).toMatchObject([{ kind: 'gateway-route', error: { kind: 'rejected' } }]);
    expect(kinds(resources)).toEqual(['gateway']);
  });

  test('and goes away in the middle of a table leaves no half of it', async () => {
    const http = await startHttp2((stream, path) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      const framed = (message: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]);
      if (!path.startsWith('/apipb.')) return finish(stream, 12);
      stream.write(framed(path.endsWith('GetBgp') ? GLOBAL : path.endsWith('ListPath') ? route(1) : peer({})));
      if (path.endsWith('ListPath')) setTimeout(() => stream.session?.destroy(), 20);
      else finish(stream, 0);
    });
    stops.push(http.stop);
    const { failures, resources } = await observe(http.endpoint);
    expect(failures).toMatchObject([{ kind: 'gateway-route', error: { kind: 'unavailable' } }]);
    expect(kinds(resources)).toEqual(['gateway', 'gateway-peer']);
  });

  test('and is none at all fails in all its parts', async () => {
    const http = await startHttp2((stream) => {
      stream.respond({ ':status': 404, 'content-type': 'text/html' });
      stream.end('<html>');
    });
    stops.push(http.stop);
    expect((await observe(http.endpoint)).failures).toHaveLength(4);
    http.stop();
    expect((await observe(http.endpoint)).failures).toMatchObject(
      Array.from({ length: 4 }, () => ({ error: { kind: 'unavailable' } })),
    );
  });

  test('and speaks another generation than the known ones is told from one that is silent', async () => {
    const server = await startRawServer('apipb.v9.Gobgp', () => ({ messages: [GLOBAL] }));
    stops.push(server.stop);
    const { failures } = await observe(server.endpoint);
    expect(failures[0]).toMatchObject({ error: { kind: 'rejected', details: { code: 'UNIMPLEMENTED' } } });
  });
});

function finish(
  stream: {
    on(event: 'wantTrailers', then: () => void): unknown;
    sendTrailers(trailers: Record<string, string>): void;
    end(): void;
  },
  code: number,
): void {
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(code) }));
  stream.end();
}

describe('rows nobody understands', () => {
  test.each<[string, Buffer]>([
    ['a prefix with host bits', destination('x', { nlri: ip({ prefix: '10.0.0.1', prefix_len: 24 }) })],
    ['a length of 4 billion', destination('x', { nlri: ip({ prefix: '10.0.0.0', prefix_len: 4294967295 }) })],
    ['another family', destination('x', { nlri: any('FlowSpecNLRI', Buffer.alloc(3)) })],
    [
      'a type from elsewhere',
      destination('x', { nlri: encode('Any', { type_url: 'evil/IPAddressPrefix', value: Buffer.alloc(0) }) }),
    ],
    ['no prefix', destination('x', {})],
    [
      'bytes in place of attributes',
      destination('x', { nlri: ip({ prefix: '10.0.0.0', prefix_len: 24 }), pattrs: [Buffer.from('ff', 'hex')] }),
    ],
  ])('such as %s are named, and the part is not covered', async (_what, row) => {
    const { skipped, covered, partly } = await read({ ListPath: { messages: [row] } });
    expect(skipped).toEqual([{ kind: 'gateway-route', key: 'x', problem: 'path-not-understood' }]);
    expect(kinds(partly)).toEqual(['gateway-route']);
    expect(kinds(covered)).not.toContain('gateway-route');
  });

  test('are no more than a hundred', async () => {
    const messages = Array.from({ length: 300 }, () => destination('\u202ex', {}));
    const { skipped, partly } = await read({ ListPath: { messages } });
    expect(kinds(partly)).toEqual(['gateway-route']);
    expect(skipped).toHaveLength(100);
    expect(skipped[0]?.key).toBe('\ufffdx');
  });

  test('include peers without an address, and those with one and odd numbers do not', async () => {
    const odd = peer(
      { description: `<script>\u202e${'x'.repeat(5_000)}` },
      { session_state: 77, admin_state: 9, disconnect_reason: 99 },
    );
    const { skipped, resources } = await read({
      ListPeer: { messages: [peer({ neighbor_address: 'localhost' }), odd] },
    });
    expect(skipped).toEqual([{ kind: 'gateway-peer', key: 'localhost', problem: 'peer-not-understood' }]);
    const found = resources.find((each) => each.kind === 'gateway-peer');
    expect(found?.attributes).toMatchObject({ sessionState: 'unknown', adminDown: false, lastErrorCode: 'other' });
    expect(found?.attributes.description).toHaveLength(256);
  });
});

test('a key is a fingerprint from the first moment, wherever it stands', async () => {
  const { resources } = await read({
    ListPeer: {
      messages: [
        peer({ auth_password: 'CANARY-1' }),
        peer({ neighbor_address: '192.0.2.10' }, { auth_password: 'CANARY-2' }),
        peer({ neighbor_address: '192.0.2.11' }),
      ],
    },
  });
  expect(JSON.stringify(resources)).not.toContain('CANARY');
  const keys = resources.flatMap((each) => (each.kind === 'gateway-peer' ? [each.attributes.authKeyFingerprint] : []));
  expect(keys).toEqual(['fp', 'fp', undefined]);
});

test.each(['unix:/run/gobgp.sock', 'xds:///x', 'https://h:1', 'user@host:1', 'h:0', 'h:70000', 'a b:1', ''])(
  'an endpoint such as %s is refused before anything is sent',
  (endpoint) => {
    const source = { system: 'gobgp', gateway: 'g', endpoint, callsPerMinute: 1, fingerprint: String } as const;
    expect(() => createGobgpConnector(source)).toThrow(expect.objectContaining({ kind: 'rejected' }));
  },
);

test.each(['h.example', '192.0.2.1:50051', '[2001:db8::1]:50051'])('an endpoint such as %s is taken', (endpoint) => {
  const source = { system: 'gobgp', gateway: 'g', endpoint, callsPerMinute: 1, fingerprint: String } as const;
  expect(createGobgpConnector(source).system).toBe('gobgp');
});
