import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the programs are, and what they need to find their libraries. */
export type Daemons = { root: string; environment: Readonly<Record<string, string>> };

/** gobgpd and FRR with the libraries of theirs that a small Debian has not got. */
const PACKAGES = ['gobgpd', 'frr', 'libyang2', 'libc-ares2', 'libjson-c5', 'librtr0'];
const CACHE = path.join(import.meta.dirname, '../../../../node_modules/.cache');
const FOLDER = path.join(CACHE, 'routing-daemons');

/**
 * Real daemons: those of the system, or Debian's packages unpacked into the cache (15 MB, a few seconds, once), as any user.
 * @throws Error whose message says in one line why there are none
 */
export async function obtainDaemons(): Promise<Daemons> {
  if (process.platform !== 'linux') throw new Error('network namespaces need Linux');
  await run('unshare', ['-Urnmp', '--fork', 'true']).catch(() => {
    throw new Error('this machine does not let users make network namespaces');
  });
  if (existsSync('/usr/lib/frr/bgpd') && existsSync('/usr/bin/gobgpd')) return { root: '', environment: {} };
  if (!existsSync(FOLDER)) await unpack();
  return { root: FOLDER, environment: { LD_LIBRARY_PATH: await librariesIn(FOLDER) } };
}

async function unpack(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, 'routing-daemons-'));
  try {
    await download(folder).catch(() => {
      throw new Error('gobgpd and frr are not installed, and apt-get cannot download them');
    });
    const archives = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    for (const archive of archives) {
      await run('dpkg', ['-x', path.join(folder, archive), folder]);
      await rm(path.join(folder, archive));
    }
    // Another process may have been faster: its folder is as good.
    await rename(folder, FOLDER).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With the system's package lists where there are any, else with lists of our own, which need no rights either. */
async function download(folder: string): Promise<void> {
  const patience = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10', '-o', 'APT::Sandbox::User='];
  const get = (...more: string[]) => run('apt-get', ['-q', ...patience, ...more], { cwd: folder, timeout: 90_000 });
  try {
    await get('download', ...PACKAGES);
  } catch {
    const state = path.join(folder, 'apt');
    await mkdir(path.join(state, 'lists', 'partial'), { recursive: true });
    await mkdir(path.join(state, 'archives', 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${state}/lists`, '-o', `Dir::Cache=${state}`];
    await get(...own, 'update');
    await get(...own, 'download', ...PACKAGES);
    await rm(state, { recursive: true, force: true });
  }
}

async function librariesIn(root: string): Promise<string> {
  const lib = path.join(root, 'usr/lib');
  const triplets = (await readdir(lib)).filter((name) => name.endsWith('-linux-gnu'));
  return triplets.flatMap((name) => [path.join(lib, name), path.join(lib, name, 'frr')]).join(':');
}
