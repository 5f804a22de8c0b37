import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../types';
import { createGobgpConnector } from '.';
import recorded from './__fixtures__/gobgp-4.8.0.json';
import { startRawServer, type RawServer } from './testing/raw-server';
import { decode } from './wire';

/** What gobgpd 4.8.0 said of six sessions in six states, byte for byte; its tables have other numbers than those of 3.x. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = recorded;
let server: RawServer;
let observation: Observation;

beforeAll(async () => {
  server = await startRawServer('api.GoBgpService', (method, request) => {
    const { table_type: table } = decode('ListPathRequest', request);
    const messages = ANSWERS[method === 'ListPath' ? `ListPath ${String(table)}` : method] ?? [];
    return { messages: messages.map((each) => Buffer.from(each, 'base64')) };
  });
  const source = {
    gateway: 'g',
    endpoint: server.endpoint,
    callsPerMinute: 600,
    fingerprint: (key: string) => `fp:${key.length}`,
  };
  observation = await createGobgpConnector({ system: 'gobgp', ...source }).observe({});
});
afterAll(() => server.stop());

const all = (kind: string) => observation.resources.filter((each) => each.kind === kind).map((each) => each.attributes);

test('a 4.x gateway is read to its end', () => {
  expect(observation.failures).toEqual([]);
  expect(observation.covered).toHaveLength(4);
  expect(all('gateway')).toMatchObject([{ asn: 65001, routerId: '10.255.0.1', software: 'GoBGP 4.x' }]);
});

test('its sessions are what they were', () => {
  const peers = observation.resources.filter((each) => each.kind === 'gateway-peer').map((each) => each.attributes);
  expect(peers.sort((a, b) => (a.address < b.address ? -1 : 1))).toMatchObject([
    {
      ...{
        address: '10.255.1.1',
        sessionState: 'established',
        receivedRoutes: 3,
        acceptedRoutes: 1,
        advertisedRoutes: 2,
      },
      ...{ hasAuthKey: true, authKeyFingerprint: 'fp:15', bfd: 'off', adminDown: false },
    },
    { address: '10.255.1.2', sessionState: 'idle' },
    { address: '10.255.1.3', sessionState: 'active', hasAuthKey: true },
    { address: '10.255.1.4', sessionState: 'idle' },
    { address: '10.255.1.5', adminDown: true },
    { address: '10.255.1.6', sessionState: 'active' },
  ]);
  expect(JSON.stringify(observation)).not.toContain('CANARY');
});

test('its tables have prefix, next hop and path', () => {
  expect(all('gateway-route')).toEqual(
    expect.arrayContaining([
      { gateway: 'g', prefix: '10.0.0.0/25', source: 'local', asPath: [], best: true },
      expect.objectContaining({
        prefix: '172.16.0.0/16',
        source: 'bgp',
        peer: '10.255.1.1',
        asPath: [65002],
        best: true,
      }),
    ]),
  );
  const paths = all('gateway-path');
  expect(paths).toContainEqual(expect.objectContaining({ direction: 'received', prefix: '172.16.0.0/16' }));
  expect(paths).toContainEqual(expect.objectContaining({ direction: 'advertised', prefix: '10.0.0.0/25' }));
});
