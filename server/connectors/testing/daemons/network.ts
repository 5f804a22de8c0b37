import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '@/server/testing/environment';

const execute = promisify(execFile);

/** Somewhere in the private network to run programs: its first namespace, or one made by `place`. */
export type Place = {
  /** Runs a program to its end and gives what it printed. @throws when it does not exit with 0 */
  run(program: string, ...parameters: string[]): Promise<string>;
  /** Starts a program that stays; it ends with the network at the latest. */
  start(program: string, ...parameters: string[]): ChildProcess;
};

/** A kernel network of one's own. Everything in it ends with `close`, or with this process, whatever happens to it. */
export type Network = Place & {
  /** for sockets and configuration; the path is short, because socket names are */
  folder: string;
  /** Another namespace, to be linked by `run('ip', 'link', ...)`. */
  place(name: string): Promise<Place>;
  /** A namespace that is there already. */
  in(name: string): Place;
  close(): Promise<void>;
};

/**
 * Makes users, network, mounts and processes of its own, as any user: `ip netns` works inside, port 179 is free for everybody who
 * has an address of their own, and files are shared with the outside, so unix sockets are the way in.
 */
export async function openNetwork(environment: Readonly<Record<string, string>> = {}): Promise<Network> {
  const folder = await mkdtemp(path.join(tmpdir(), 'net-'));
  // The first process waits for its input to end, which happens when we are gone; then the kernel ends all the others.
  const holder = spawn('unshare', ['-Urnmp', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', SETUP, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const first = await firstChildOf(holder.pid ?? 0);
  const enter = ['-t', first, '-U', '-n', '-m', '-p', '--preserve-credentials', '--'];
  const env = testEnvironment(environment);
  const started: ChildProcess[] = [];
  const placeWith = (...prefix: string[]): Place => ({
    run: async (program, ...parameters) => {
      const { stdout } = await execute('nsenter', [...enter, ...prefix, program, ...parameters], {
        env,
        maxBuffer: 1 << 26,
      });
      return stdout;
    },
    start: (program, ...parameters) => {
      const child = spawn('nsenter', [...enter, ...prefix, program, ...parameters], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      return child;
    },
  });
  const own = placeWith();
  return {
    ...own,
    folder,
    place: async (name) => {
      await own.run('ip', 'netns', 'add', name);
      const place = placeWith('ip', 'netns', 'exec', name);
      await place.run('ip', 'link', 'set', 'lo', 'up');
      return place;
    },
    in: (name) => placeWith('ip', 'netns', 'exec', name),
    close: async () => {
      // A program that was frozen froze nsenter with it, which would never hear of its end.
      for (const child of started) child.kill('SIGCONT');
      const ended = once(holder, 'exit');
      holder.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** FRR looks for its own group by name; `ip netns` keeps its names below /run. */
const SETUP = `set -e
ip link set lo up
mount -t tmpfs none /run
(cat /etc/group; echo frrvty:x:0:root) > "$0/group"
mount --bind "$0/group" /etc/group
echo up
exec cat`;

/** @throws Error when there is none */
export async function firstChildOf(pid: number): Promise<string> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const [first] = children.trim().split(' ');
  if (!first) throw new Error(`process ${pid} has no child`);
  return first;
}

/** The name under which vtysh knows whoever runs it. */
export function ownName(): string {
  return userInfo().username;
}
