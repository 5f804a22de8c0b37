import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import type { GobgpSource } from '../types';
import { createGobgpConnector } from '.';
import { type RawServer, startRawServer } from './testing/raw-server';
import { encode } from './wire';

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, '__fixtures__/tls', name));
const certificate = pem('certificate.pem');
const key = pem('key.pem');

let server: RawServer;
afterEach(() => server.stop());

/** A gateway with a certificate of its own making; with `clients` it wants to see the same from whoever comes. */
async function observe(tls: GobgpSource['tls'], { clients = false } = {}) {
  const pair = { cert_chain: certificate, private_key: key };
  const credentials = ServerCredentials.createSsl(clients ? certificate : null, [pair], clients);
  const global = encode('GetBgpResponse', { global: { asn: 65001, router_id: '192.0.2.1' } });
  server = await startRawServer(
    'apipb.GobgpApi',
    (method) => ({ messages: method === 'GetBgp' ? [global] : [] }),
    credentials,
  );
  const endpoint = server.endpoint.replace('127.0.0.1', 'localhost');
  const source = { system: 'gobgp', gateway: 'g', endpoint, callsPerMinute: 6_000, fingerprint: String, tls } as const;
  return createGobgpConnector(source, { deadlines: { callMs: 2_000 } }).observe({});
}

describe('a gateway behind TLS', () => {
  const ca = certificate.toString();
  const own = { certificate: certificate.toString(), key: key.toString() };

  test('is read when its certificate is the one that is trusted', async () => {
    expect((await observe({ ca })).failures).toEqual([]);
  });

  test('is read with a client certificate where it wants one', async () => {
    expect((await observe({ ca, ...own }, { clients: true })).failures).toEqual([]);
  });

  test.each<[string, GobgpSource['tls'], { clients?: boolean }]>([
    ['nobody vouches for it', {}, {}],
    ['it is spoken to in clear', undefined, {}],
    ['it wants a client certificate and gets none', { ca }, { clients: true }],
  ])('is not read when %s', async (_why, tls, options) => {
    const { failures, resources } = await observe(tls, options);
    expect(failures).toHaveLength(4);
    expect(failures[0]).toMatchObject({ error: { kind: 'unavailable' } });
    expect(resources).toEqual([]);
  });

  test('is not asked with a key that is none, and the key stays unsaid', async () => {
    const failed = await observe({ ca, certificate: 'CANARY', key: 'CANARY' }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind: 'rejected' });
    expect(String(failed)).not.toContain('CANARY');
    expect(server.calls).toEqual([]);
  });
});
