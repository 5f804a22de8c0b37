import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { certificateFrom } from '@/lab/kubernetes/certificate';
import type { GobgpSource } from '../types';
import { createGobgpConnector } from '.';
import { type RawServer, startRawServer } from './testing/raw-server';
import { encode } from './wire';

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, '__fixtures__/tls', name));
const certificate = pem('certificate.pem');
const key = pem('key.pem');

let server: RawServer;
afterEach(() => server.stop());

type Shown = { certificate: Buffer | string; key: Buffer | string };
type Where = { clients?: boolean; shown?: Shown; host?: string; address?: string };

/** A gateway with a certificate of its own making; with `clients` it wants to see the same from whoever comes. */
async function observe(
  tls: GobgpSource['tls'],
  { clients = false, shown = { certificate, key }, host = 'localhost', address = '127.0.0.1' }: Where = {},
) {
  const pair = { cert_chain: Buffer.from(shown.certificate), private_key: Buffer.from(shown.key) };
  const credentials = ServerCredentials.createSsl(clients ? pair.cert_chain : null, [pair], clients);
  const global = encode('GetBgpResponse', { global: { asn: 65001, router_id: '192.0.2.1' } });
  server = await startRawServer(
    'apipb.GobgpApi',
    (method) => ({ messages: method === 'GetBgp' ? [global] : [] }),
    credentials,
    address,
  );
  const endpoint = server.endpoint.replace(address, host);
  const source = { system: 'gobgp', gateway: 'g', endpoint, callsPerMinute: 6_000, fingerprint: String, tls } as const;
  return createGobgpConnector(source, { deadlines: { callMs: 2_000 } }).observe({});
}

const DAY = 86_400_000;
const soon = { from: new Date(Date.now() + DAY), until: new Date(Date.now() + 9 * DAY) };
const past = { from: new Date(0), until: new Date(Date.now() - DAY) };

describe('a gateway behind TLS', () => {
  const ca = certificate.toString();
  const own = { certificate: certificate.toString(), key: key.toString() };

  test('is read when its certificate is the one that is trusted', async () => {
    expect((await observe({ ca })).failures).toEqual([]);
  });

  test('is read by its address when that is in the certificate, and nothing warns of it', async () => {
    const warned: string[] = [];
    const listen = (warning: Error) => void warned.push(warning.message);
    process.on('warning', listen);
    expect((await observe({ ca }, { host: '127.0.0.1' })).failures).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warned).toEqual([]);
  });

  test('is read with a client certificate where it wants one', async () => {
    expect((await observe({ ca, ...own }, { clients: true })).failures).toEqual([]);
  });

  test.each<[string, GobgpSource['tls'], Where, string]>([
    ['nobody vouches for it', {}, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'its certificate is of another address',
      { ca },
      { host: '127.0.0.2', address: '127.0.0.2' },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ...(
      [
        ['its certificate is of tomorrow, or a clock is wrong', certificateFrom('early', soon), 'CERT_NOT_YET_VALID'],
        ['its certificate has ended', certificateFrom('late', past), 'CERT_HAS_EXPIRED'],
      ] as const
    ).map(([why, shown, code]): [string, GobgpSource['tls'], Where, string] => [
      why,
      { ca: shown.certificate },
      { shown },
      code,
    ]),
  ])('is not read when %s, which is told and not tried again', async (_why, tls, where, code) => {
    const { failures, resources, covered } = await observe(tls, where);
    expect(failures).toHaveLength(4);
    for (const { error } of failures) expect(error).toMatchObject({ kind: 'rejected', details: { code } });
    expect([resources, covered]).toEqual([[], []]);
  });

  test.each<[string, GobgpSource['tls'], Where]>([
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
