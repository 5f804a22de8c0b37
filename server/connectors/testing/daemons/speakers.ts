import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstChildOf, type Network, ownName, type Place } from './network';
import type { Daemons } from './obtain';

type Spec = {
  /** a short name, once in a network */
  name: string;
  network: Network;
  daemons: Daemons;
  /** where it runs; the network's first namespace unless another is named */
  in?: Place;
};

export type RunningGobgp = {
  /** gRPC target, from outside as well */
  target: string;
  /** Runs the `gobgp` command against it. */
  gobgp(...parameters: string[]): Promise<string>;
  stop(): Promise<void>;
};

/** Starts gobgpd. `config` is TOML; addresses must be there before (`network.run('ip', 'addr', 'add', ...)`). */
export async function startGobgp({
  name,
  network,
  daemons,
  in: place = network,
  config,
}: Spec & { config: string }): Promise<RunningGobgp> {
  const folder = await folderFor(network, name);
  const socket = path.join(folder, 'api');
  const file = path.join(folder, 'gobgpd.toml');
  await writeFile(file, config);
  const bin = `${daemons.root}/usr/bin`;
  const child = place.start(
    `${bin}/gobgpd`,
    '-f',
    file,
    '-t',
    'toml',
    '--api-hosts',
    `unix://${socket}`,
    '--pprof-disable',
  );
  await appears(socket, child);
  return {
    target: `unix:${socket}`,
    gobgp: (...parameters) => place.run(`${bin}/gobgp`, '--target', `unix://${socket}`, ...parameters),
    stop: () => stopped(child),
  };
}

export type RunningFrr = {
  /** vtysh for this instance as program and arguments, from outside as well */
  vtysh: readonly string[];
  /** Runs vtysh commands, one after another. */
  commands(...lines: string[]): Promise<string>;
  /** Lets a daemon stand still, as a machine does that hangs: nobody is told. */
  freeze(daemon: FrrDaemon): Promise<void>;
  stop(): Promise<void>;
};

export type FrrDaemon = 'zebra' | 'staticd' | 'bfdd' | 'bgpd';

/** Starts FRR: the daemons that are named, in FRR's own order, then reads `config` (as in frr.conf) into them. */
export async function startFrr(
  spec: Spec & { config: string; run?: readonly FrrDaemon[]; listen?: readonly string[] },
): Promise<RunningFrr> {
  const { name, network, daemons, in: place = network, run = ['zebra', 'staticd', 'bgpd'], listen = [] } = spec;
  const folder = await folderFor(network, name);
  const zebra = path.join(folder, 'zserv.api');
  await writeFile(path.join(folder, 'vtysh.conf'), `username ${ownName()} nopassword\nusername root nopassword\n`);
  const children = new Map<FrrDaemon, ChildProcess>();
  for (const daemon of run) {
    const common = ['-i', path.join(folder, `${daemon}.pid`), '--vty_socket', folder, '-z', zebra, '-f', '/dev/null'];
    const own =
      daemon === 'bgpd' ? ['-S', ...listen.flatMap((address) => ['-l', address])] : ['-u', 'root', '-g', 'root'];
    const control = daemon === 'bfdd' ? ['--bfdctl', path.join(folder, 'bfdd.sock')] : [];
    const child = place.start(`${daemons.root}/usr/lib/frr/${daemon}`, ...common, ...own, ...control);
    children.set(daemon, child);
    await appears(daemon === 'zebra' ? zebra : path.join(folder, `${daemon}.vty`), child);
  }
  const environment = Object.entries(daemons.environment).map(([key, value]) => `${key}=${value}`);
  const vtysh = [
    'env',
    ...environment,
    `${daemons.root}/usr/bin/vtysh`,
    '--vty_socket',
    folder,
    '--config_dir',
    folder,
  ];
  const [program = 'env', ...first] = vtysh;
  const commands = (...lines: string[]) => place.run(program, ...first, ...lines.flatMap((line) => ['-c', line]));
  const file = path.join(folder, 'frr.conf');
  await writeFile(file, spec.config);
  await place.run(program, ...first, '-f', file);
  return {
    vtysh,
    commands,
    freeze: async (daemon) => {
      const child = children.get(daemon);
      if (child) await signal(child, 'SIGSTOP');
    },
    stop: async () => {
      await Promise.all([...children.values()].map(stopped));
    },
  };
}

async function folderFor(network: Network, name: string): Promise<string> {
  const folder = path.join(network.folder, name);
  await mkdir(folder);
  return folder;
}

/** Waits for a socket; a program that ends before it is there is told with its last words. */
async function appears(file: string, child: ChildProcess): Promise<void> {
  let said = '';
  const keep = (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  for (let waited = 0; waited < 10_000; waited += 25) {
    if (existsSync(file)) return;
    if (child.exitCode !== null) break;
    await sleep(25);
  }
  throw new Error(`${path.basename(file)} did not appear: ${said}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  await signal(child, 'SIGTERM');
  await ended;
}

/** What was started is nsenter, which waits for the program itself. */
async function signal(child: ChildProcess, name: NodeJS.Signals): Promise<void> {
  process.kill(Number(await firstChildOf(child.pid ?? 0)), name);
}
