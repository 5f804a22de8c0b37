import { execFile } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { ResourceOf } from '@/domain/estate/resource';
import { createFrrConnector } from './frr';
import { newSshKey, startSshServer, type SshServer } from './frr/testing/ssh-server';
import { describeGateway } from './gateway-contract';
import { createGobgpConnector } from './gobgp';
import {
  type Daemons,
  type Network,
  obtainDaemons,
  openNetwork,
  type RunningFrr,
  type RunningGobgp,
  startFrr,
  startGobgp,
} from './testing/daemons';

/**
 * One gobgpd and one FRR that speak over several pairs of addresses (10.255.0.n to 10.255.1.n), each pair in another state.
 * The first is as it should be.
 */
const PAIRS = ['good', 'wrong-as', 'wrong-key', 'too-many', 'no-policy', 'shut'] as const;
const gobgpAt = (pair: (typeof PAIRS)[number]) => `10.255.0.${PAIRS.indexOf(pair) + 1}`;
const frrAt = (pair: (typeof PAIRS)[number]) => `10.255.1.${PAIRS.indexOf(pair) + 1}`;
/** Another FRR beside gobgpd, which has no BFD. */
const SWITCH = '10.255.0.99';
const KEY = 'CANARY-real-key';

const GOBGP = `
[global.config]
  as = 65001
  router-id = "10.255.0.1"
  port = 179
  local-address-list = [${PAIRS.map((pair) => `"${gobgpAt(pair)}"`).join(', ')}]
${PAIRS.map(
  (pair) => `
[[neighbors]]
  [neighbors.config]
    neighbor-address = "${frrAt(pair)}"
    peer-as = 65002
    ${['good', 'wrong-key'].includes(pair) ? `auth-password = "${KEY}"` : ''}
  [neighbors.timers.config]
    connect-retry = 1
    hold-time = 9
    keepalive-interval = 3
  [neighbors.transport.config]
    local-address = "${gobgpAt(pair)}"
    passive-mode = true
`,
).join('')}`;

const FRR = `
ip route 192.0.2.0/24 blackhole
route-map all permit 10
route-map prefer permit 10
 set local-preference 250
route-map tell permit 10
 set metric 30
router bgp 65002
 bgp router-id 10.255.1.1
 no bgp network import-check
${PAIRS.map(
  (pair) => ` neighbor ${gobgpAt(pair)} remote-as ${pair === 'wrong-as' ? 64999 : 65001}
 neighbor ${gobgpAt(pair)} update-source ${frrAt(pair)}
 neighbor ${gobgpAt(pair)} timers 3 9
 neighbor ${gobgpAt(pair)} timers connect 1
`,
).join('')} neighbor ${gobgpAt('good')} password ${KEY}
 neighbor ${gobgpAt('good')} description <b>core</b>
 neighbor ${gobgpAt('wrong-key')} password another
 neighbor ${gobgpAt('shut')} shutdown
 neighbor ${SWITCH} remote-as 65099
 neighbor ${SWITCH} bfd
 neighbor ${SWITCH} timers connect 1
 address-family ipv4 unicast
  network 172.16.0.0/16
${PAIRS.filter((pair) => pair !== 'no-policy')
  .map(
    (pair) => `  neighbor ${gobgpAt(pair)} route-map ${pair === 'good' ? 'prefer' : 'all'} in
  neighbor ${gobgpAt(pair)} route-map ${pair === 'good' ? 'tell' : 'all'} out
`,
  )
  .join('')}  neighbor ${gobgpAt('too-many')} maximum-prefix 1
`;

const FRR_SWITCH = `
router bgp 65099
 bgp router-id ${SWITCH}
 neighbor ${frrAt('good')} remote-as 65002
 neighbor ${frrAt('good')} bfd
 neighbor ${frrAt('good')} timers connect 1
`;
const WITH_BFD = ['zebra', 'staticd', 'bfdd', 'bgpd'] as const;

const daemons: Daemons | string = await obtainDaemons().catch((error: Error) => error.message);
if (typeof daemons === 'string') console.log(`Not run: real gateways were not asked, because ${daemons}.`);

type Running = { network: Network; gobgp: RunningGobgp; frr: RunningFrr; hanging: RunningFrr };
let running: Promise<Running> | undefined;
const real = () => (running ??= startAll(daemons as Daemons));

async function startAll(found: Daemons): Promise<Running> {
  const network = await openNetwork(found.environment);
  const dataCentre = await network.place('dc');
  await network.run('ip', 'link', 'add', 'g', 'type', 'veth', 'peer', 'name', 'f', 'netns', 'dc');
  await network.run('ip', 'addr', 'add', `${SWITCH}/16`, 'dev', 'g');
  for (const pair of PAIRS) {
    await network.run('ip', 'addr', 'add', `${gobgpAt(pair)}/16`, 'dev', 'g');
    await dataCentre.run('ip', 'addr', 'add', `${frrAt(pair)}/16`, 'dev', 'f');
  }
  await network.run('ip', 'link', 'set', 'g', 'up');
  await dataCentre.run('ip', 'link', 'set', 'f', 'up');
  const gobgp = await startGobgp({ name: 'g', network, daemons: found, config: GOBGP });
  for (const prefix of ['10.0.0.0/25', '10.0.0.128/25']) await gobgp.gobgp('global', 'rib', 'add', prefix);
  const listen = PAIRS.map(frrAt);
  const frr = await startFrr({
    name: 'f',
    network,
    daemons: found,
    in: dataCentre,
    config: FRR,
    listen,
    run: WITH_BFD,
  });
  const hanging = await startFrr({
    name: 's',
    network,
    daemons: found,
    config: FRR_SWITCH,
    listen: [SWITCH],
    run: WITH_BFD,
  });
  for (let waited = 0; waited < 15_000; waited += 100) {
    const neighbors = await gobgp.gobgp('neighbor');
    const state = await frr.commands('show bgp summary');
    if (/10\.255\.1\.1 .*Establ .*\s1\s*$/m.test(neighbors) && /PfxCt/.test(state)) break;
    await sleep(100);
  }
  await settled(() => gobgp.gobgp('neighbor', frrAt('good'), 'adj-in', '-j'));
  return { network, gobgp, frr, hanging };
}

/** Speakers tell each other what they have learnt, and correct it: done when nothing moves for a while. */
async function settled(look: () => Promise<string>): Promise<void> {
  let before = '';
  for (let looks = 0; looks < 20; looks += 1) {
    const now = await look();
    if (now === before) return;
    before = now;
    await sleep(700);
  }
}

const sealed = (secret: string) => `fingerprint-of-${secret.length}`;
const base = { callsPerMinute: 6_000, fingerprint: sealed };

describe.skipIf(typeof daemons === 'string')('real daemons', () => {
  afterAll(async () => (await running)?.network.close());

  const connectGobgp = async () =>
    createGobgpConnector(
      { ...base, system: 'gobgp', gateway: 'g', endpoint: 'unused' },
      { target: (await real()).gobgp.target },
    );
  const connectFrr = async () =>
    createFrrConnector({
      ...base,
      system: 'frr',
      gateway: 'f',
      access: { kind: 'local', command: (await real()).frr.vtysh },
    });

  describeGateway('gobgpd', async () => ({
    observer: await connectGobgp(),
    gateway: 'g',
    up: { address: frrAt('good'), peerAsn: 65002, key: KEY, receives: '172.16.0.0/16', sends: '10.0.0.0/25' },
    disturb: async () => {
      const { gobgp } = await real();
      await gobgp.gobgp('global', 'rib', 'add', '10.9.0.0/24');
      await gobgp.gobgp('global', 'rib', 'del', '10.9.0.0/24');
    },
    stop: () => Promise.resolve(),
  }));

  const frrSpecimen = {
    gateway: 'f',
    up: { address: gobgpAt('good'), peerAsn: 65001, key: KEY, receives: '10.0.0.0/25', sends: '172.16.0.0/16' },
  };
  describeGateway('FRR on this machine', async () => ({
    ...frrSpecimen,
    observer: await connectFrr(),
    stop: () => Promise.resolve(),
  }));

  describeGateway('FRR over SSH, behind the forced command', async () => {
    const ssh = await sshTo((await real()).frr.vtysh);
    const access = { kind: 'ssh', user: 'causeway', ...ssh.access } as const;
    return {
      ...frrSpecimen,
      observer: createFrrConnector({ ...base, system: 'frr', gateway: 'f', access }),
      stop: ssh.stop,
    };
  });

  const peersOf = async (resources: readonly { kind: string }[]) =>
    resources
      .filter((each): each is ResourceOf<'gateway-peer'> => each.kind === 'gateway-peer')
      .map((each) => each.attributes);

  test('FRR tells each state of a session by what it is now', async () => {
    const peers = await peersOf((await (await connectFrr()).observe({})).resources);
    const peer = (pair: (typeof PAIRS)[number]) => peers.find((each) => each.address === gobgpAt(pair));
    expect(peer('good')).toMatchObject({ sessionState: 'established', acceptedRoutes: 2, description: '<b>core</b>' });
    expect(peer('good')?.lastErrorCode).toBeUndefined();
    expect(peer('wrong-as')).toMatchObject({ lastErrorCode: 'bad-peer-as', peerAsn: 64999 });
    expect(peer('wrong-as')?.sessionState).not.toBe('established');
    expect(peer('wrong-key')?.lastErrorCode).toBeUndefined();
    expect(['connect', 'active']).toContain(peer('wrong-key')?.sessionState);
    expect(peer('too-many')).toMatchObject({
      sessionState: 'idle',
      routeLimitExceeded: true,
      lastErrorCode: 'route-limit',
    });
    expect(peer('no-policy')).toMatchObject({
      ...{ sessionState: 'established', missingPolicy: 'both', acceptedRoutes: 0, advertisedRoutes: 0 },
    });
    expect(peer('shut')).toMatchObject({ sessionState: 'idle', adminDown: true });
  });

  test('FRR tells what is in the kernel, and what is thrown away', async () => {
    const { resources } = await (await connectFrr()).observe({});
    const routes = resources.filter((each): each is ResourceOf<'gateway-route'> => each.kind === 'gateway-route');
    const of = (prefix: string) => routes.find((each) => each.attributes.prefix === prefix)?.attributes;
    expect(of('10.0.0.0/25')).toMatchObject({ source: 'bgp', nextHop: gobgpAt('good'), installed: true });
    expect(of('10.0.0.0/25')).toMatchObject({ localPreference: 250, best: true });
    expect(of('192.0.2.0/24')).toMatchObject({ source: 'static', discard: true, installed: true });
    expect(of('172.16.0.0/16')).toMatchObject({ source: 'local', best: true, asPath: [] });
    expect(of('10.255.0.0/16')).toMatchObject({ source: 'connected', installed: true });
  });

  test('FRR tells when BFD took a session down', async () => {
    const peer = async () =>
      (await peersOf((await (await connectFrr()).observe({})).resources)).find((each) => each.address === SWITCH);
    await expect.poll(peer, { timeout: 10_000 }).toMatchObject({ sessionState: 'established', bfd: 'up' });
    const { hanging } = await real();
    await hanging.freeze('bgpd');
    await hanging.freeze('bfdd');
    await expect.poll(peer, { timeout: 10_000 }).toMatchObject({ bfd: 'down', lastErrorCode: 'bfd-down' });
    expect((await peer())?.sessionState).not.toBe('established');
  });

  test('GoBGP shows a session that fails without a reason, and never a key', async () => {
    const peers = await peersOf((await (await connectGobgp()).observe({})).resources);
    const peer = (pair: (typeof PAIRS)[number]) => peers.find((each) => each.address === frrAt(pair));
    expect(peer('good')).toMatchObject({ authKeyFingerprint: sealed(KEY), acceptedRoutes: 1, advertisedRoutes: 2 });
    expect(peer('wrong-key')?.sessionState).not.toBe('established');
    expect(peer('wrong-as')?.lastErrorCode).toBeUndefined();
  });

  test('GoBGP shows the MED that it was told', async () => {
    const { resources } = await (await connectGobgp()).observe({});
    const rows = resources.filter((each): each is ResourceOf<'gateway-route'> => each.kind === 'gateway-route');
    const told = rows.find(({ attributes: { peer } }) => peer === frrAt('good'))?.attributes;
    expect(told).toMatchObject({ prefix: '172.16.0.0/16', med: 30 });
    expect(told?.localPreference).toBeUndefined();
    const paths = resources.filter((each): each is ResourceOf<'gateway-path'> => each.kind === 'gateway-path');
    const received = paths.filter(
      ({ attributes }) => attributes.direction === 'received' && attributes.peer === frrAt('good'),
    );
    expect([...new Set(received.map(({ attributes: { med } }) => med))]).toEqual([30]);
  });

  test('GoBGP shows a peer that somebody disabled', async () => {
    const { gobgp } = await real();
    await gobgp.gobgp('neighbor', frrAt('no-policy'), 'disable');
    const peers = await peersOf((await (await connectGobgp()).observe({})).resources);
    expect(peers.find((each) => each.address === frrAt('no-policy'))).toMatchObject({ adminDown: true });
    await gobgp.gobgp('neighbor', frrAt('no-policy'), 'enable');
  });
});

/** An SSH server with one account, whose key is bound to the script that is shipped. */
async function sshTo(
  vtysh: readonly string[],
): Promise<{ access: { endpoint: string; hostKey: string; privateKey: string }; stop: SshServer['stop'] }> {
  const privateKey = newSshKey();
  const script = path.join(import.meta.dirname, '../../scripts/frr-forced-command.sh');
  const server = await startSshServer(privateKey, (command, answer) => {
    execFile(script, [...vtysh], { env: { ...process.env, SSH_ORIGINAL_COMMAND: command } }, (error, stdout) =>
      answer(stdout, error ? Number(error.code) : 0),
    );
  });
  return { access: { endpoint: server.endpoint, hostKey: server.hostKey, privateKey }, stop: server.stop };
}
