import { type Client, credentials, makeGenericClientConstructor } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { type RunningLab, startLab } from '@/lab/testing';
import { SERVICE } from './wire';

const VBR = '169.254.10.1';
const KEY = 'CANARY-bgp-key-vbr-hz';
type Message = Record<string, unknown>;

let lab: RunningLab;
let client: Client &
  Record<string, (request: unknown, back?: (error: unknown, answer: Message) => void) => NodeJS.EventEmitter>;
beforeEach(async () => {
  const estate = seedFigure();
  // Without filters and aggregates, what is announced is what is there.
  for (const gateway of estate.gateways) Object.assign(gateway, { filters: [], aggregates: [] });
  lab = await startLab({ estate });
  const Caller = makeGenericClientConstructor(SERVICE, 'GobgpApi');
  client = new Caller(`127.0.0.1:${lab.portOf('gobgp/hz-sw-1')}`, credentials.createInsecure()) as never;
});
afterEach(async () => {
  client.close();
  await lab.close();
});

const call = (method: string, request: unknown) =>
  new Promise<Message>((resolve, reject) =>
    client[method]?.(request, (error, answer) => (error ? reject(error as Error) : resolve(answer))),
  );
const list = (method: string, request: unknown = {}) =>
  new Promise<Message[]>((resolve, reject) => {
    const found: Message[] = [];
    client[method]?.(request)
      .on('data', (each: Message) => found.push(each))
      .on('error', reject)
      .on('end', () => resolve(found));
  });
const peers = async () =>
  (await list('ListPeer', { enableAdvertised: true })).map((each) => each['peer']) as unknown as {
    conf: { neighbor_address: string; auth_password: string };
    state: { session_state: string; admin_state: string };
  }[];
const stateOf = async (address: string) =>
  (await peers()).find((each) => each.conf.neighbor_address === address)?.state;
const vbrRoutes = async () => {
  const world = (await (await fetch(`${lab.adminUrl}/world`)).json()) as {
    peers: { sessionState: string; received: string[] }[];
  };
  return world.peers[0];
};
const root = protobuf.loadSync(path.join(import.meta.dirname, 'gobgp.proto'));
const pathTo = (prefix: string) => {
  const type = root.lookupType('apipb.IPAddressPrefix');
  const [address, length] = prefix.split('/');
  const value = type.encode(type.fromObject({ prefix: address, prefixLen: Number(length) })).finish();
  return { nlri: { type_url: 'type.googleapis.com/apipb.IPAddressPrefix', value } };
};

describe('a gateway of the lab', () => {
  it('says who it is and gives the keys in clear, as GoBGP does', async () => {
    expect(await call('GetBgp', {})).toMatchObject({ global: { asn: 65001, router_id: '172.16.0.1' } });
    expect((await peers()).map((each) => [each.conf.neighbor_address, each.conf.auth_password])).toEqual([
      [VBR, KEY],
      ['172.16.10.11', ''],
      ['172.16.10.12', ''],
    ]);
    expect(await stateOf(VBR)).toMatchObject({ session_state: 'ESTABLISHED', admin_state: 'UP' });
  });

  it('announces to the VBR what the VBR receives', async () => {
    const sent = await list('ListPath', {
      table_type: 'ADJ_OUT',
      name: VBR,
      family: { afi: 'AFI_IP', safi: 'SAFI_UNICAST' },
    });
    const prefixes = sent.map((each) => (each['destination'] as { prefix: string }).prefix);
    expect(prefixes).toEqual((await vbrRoutes())?.received);
    expect(prefixes).toContain('10.0.0.0/25');
  });

  it('gives the VBR a path that is added, and takes it back', async () => {
    const { uuid } = await call('AddPath', { path: pathTo('172.30.0.0/16') });
    expect((await vbrRoutes())?.received).toContain('172.30.0.0/16');
    await call('DeletePath', { uuid });
    expect((await vbrRoutes())?.received).not.toContain('172.30.0.0/16');
  });

  it('takes the session of a peer down and up again with its other end', async () => {
    await call('DisablePeer', { address: VBR });
    expect(await stateOf(VBR)).toMatchObject({ session_state: 'IDLE', admin_state: 'DOWN' });
    expect((await vbrRoutes())?.sessionState).not.toBe('Established');
    await call('EnablePeer', { address: VBR });
    expect((await vbrRoutes())?.sessionState).toBe('Established');
  });

  it('replaces a peer whole: a key that is left out is cleared, and the session is lost', async () => {
    const conf = { neighbor_address: VBR, peer_asn: 45104 };
    await call('UpdatePeer', { peer: { conf } });
    expect(await stateOf(VBR)).toMatchObject({ session_state: 'ACTIVE' });
    await call('UpdatePeer', { peer: { conf: { ...conf, auth_password: KEY } } });
    expect(await stateOf(VBR)).toMatchObject({ session_state: 'ESTABLISHED' });
    await call('UpdatePeer', { peer: { conf: { ...conf, peer_asn: 64999, auth_password: KEY } } });
    expect(await stateOf(VBR)).toMatchObject({ session_state: 'IDLE' });
  });

  it('forgets at its restart what was changed over the API', async () => {
    await call('DeletePeer', { address: VBR });
    await call('AddPeer', { peer: { conf: { neighbor_address: '192.0.2.9', peer_asn: 65200 } } });
    await call('AddPath', { path: pathTo('172.30.0.0/16') });
    expect((await peers()).map((each) => each.conf.neighbor_address)).toEqual([
      '172.16.10.11',
      '172.16.10.12',
      '192.0.2.9',
    ]);
    const body = JSON.stringify({ gateway: 'hz-sw-1' });
    expect((await fetch(`${lab.adminUrl}/gateways/restart`, { method: 'POST', body })).status).toBe(200);
    expect((await peers()).map((each) => each.conf.neighbor_address)).toEqual([VBR, '172.16.10.11', '172.16.10.12']);
    expect((await vbrRoutes())?.received).not.toContain('172.30.0.0/16');
    const none = JSON.stringify({ gateway: 'nobody' });
    expect((await fetch(`${lab.adminUrl}/gateways/restart`, { method: 'POST', body: none })).status).toBe(404);
  });

  it('counts each change once and keeps keys out of its log', async () => {
    await call('AddPeer', {
      peer: { conf: { neighbor_address: '192.0.2.9', peer_asn: 65200, auth_password: 'CANARY-typed' } },
    });
    const text = await (await fetch(`${lab.adminUrl}/calls`)).text();
    expect(JSON.parse(text)).toMatchObject({ effectCounts: { 'gobgp.AddPeer': 1 } });
    expect(text).not.toContain('CANARY');
  });

  it.each<[string, string, object, string]>([
    [
      'a peer that is there',
      'AddPeer',
      { peer: { conf: { neighbor_address: VBR } } },
      `can't overwrite the existing peer: ${VBR}`,
    ],
    [
      'a name for an address',
      'AddPeer',
      { peer: { conf: { neighbor_address: 'sw.example' } } },
      'lookup sw.example: no such host',
    ],
    [
      'a peer to delete that is not there',
      'DeletePeer',
      { address: '192.0.2.9' },
      "can't delete a peer configuration for 192.0.2.9",
    ],
    [
      'a peer to shut that is not there',
      'DisablePeer',
      { address: '192.0.2.9' },
      "neighbor that has 192.0.2.9 doesn't exist.",
    ],
    ['a path without a prefix', 'AddPath', {}, 'nlri is not given'],
  ])('refuses %s with code UNKNOWN and a sentence', async (_what, method, request, details) => {
    await expect(call(method, request)).rejects.toMatchObject({ code: 2, details });
    expect(lab.state.effects).toEqual([]);
  });

  it('refuses the table of a neighbour it has not got', async () => {
    await expect(list('ListPath', { table_type: 'ADJ_IN', name: '192.0.2.9' })).rejects.toMatchObject({ code: 2 });
  });

  it('finds exact, longer and covering prefixes', async () => {
    const find = async (type: string, prefix: string) =>
      (await list('ListPath', { table_type: 'GLOBAL', prefixes: [{ prefix, type }] })).map(
        (each) => (each['destination'] as { prefix: string }).prefix,
      );
    expect(await find('EXACT', '10.0.0.0/25')).toEqual(['10.0.0.0/25']);
    expect(await find('LONGER', '10.0.0.0/24')).toEqual(['10.0.0.0/25', '10.0.0.128/25']);
    expect(await find('SHORTER', '192.168.64.0/19')).toEqual(['192.168.0.0/16']);
  });
});
