import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '@/server/testing/environment';

const run = promisify(execFile);

/** Where the programs are, and what they need to find their libraries. */
export type Daemons = { root: string; environment: Readonly<Record<string, string>> };

/** Debian's packages that are unpacked together, with the libraries of theirs that a small Debian has not got. */
type Bundle = { folder: string; packages: readonly string[]; called: string };

const CACHE = path.join(import.meta.dirname, '../../../../node_modules/.cache');
const DAEMONS: Bundle = {
  folder: path.join(CACHE, 'routing-daemons'),
  packages: ['gobgpd', 'frr', 'libyang2', 'libc-ares2', 'libjson-c5', 'librtr0'],
  called: 'gobgpd and frr are',
};
const NFT: Bundle = {
  folder: path.join(CACHE, 'packet-filter'),
  packages: [
    ...['nftables', 'libnftables1', 'libnftnl11', 'libmnl0', 'libxtables12', 'libjansson4'],
    ...['libgmp10', 'libedit2', 'libbsd0', 'libmd0'],
  ],
  called: 'nft is',
};

/**
 * Real daemons: those of the system, or Debian's packages unpacked into the cache (15 MB, a few seconds, once), as any user.
 * @throws Error whose message says in one line why there are none
 */
export async function obtainDaemons(): Promise<Daemons> {
  await needNamespaces();
  if (existsSync('/usr/lib/frr/bgpd') && existsSync('/usr/bin/gobgpd')) return { root: '', environment: {} };
  return unpacked(DAEMONS);
}

/**
 * The kernel's packet filter, by the program that speaks to it: the system's or Debian's (3 MB), and a kernel that lets users have it.
 * @throws Error whose message says in one line why there is none
 */
export async function obtainNft(): Promise<{ nft: string; environment: Daemons['environment'] }> {
  await needNamespaces();
  const { root, environment } = existsSync('/usr/sbin/nft') ? { root: '', environment: {} } : await unpacked(NFT);
  const nft = `${root}/usr/sbin/nft`;
  await run('unshare', ['-Urn', nft, 'list', 'ruleset'], { env: testEnvironment(environment) }).catch(() => {
    throw new Error('the kernel of this machine does not let users filter packets');
  });
  return { nft, environment };
}

async function needNamespaces(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('network namespaces need Linux');
  await run('unshare', ['-Urnmp', '--fork', 'true']).catch(() => {
    throw new Error('this machine does not let users make network namespaces');
  });
}

async function unpacked(bundle: Bundle): Promise<Daemons> {
  if (!existsSync(bundle.folder)) await unpack(bundle);
  return { root: bundle.folder, environment: { LD_LIBRARY_PATH: await librariesIn(bundle.folder) } };
}

async function unpack(bundle: Bundle): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(`${bundle.folder}-`);
  try {
    await download(folder, bundle.packages).catch(() => {
      throw new Error(`${bundle.called} not installed, and apt-get cannot download what is missing`);
    });
    const archives = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    for (const archive of archives) {
      await run('dpkg', ['-x', path.join(folder, archive), folder]);
      await rm(path.join(folder, archive));
    }
    // Another process may have been faster: its folder is as good.
    await rename(folder, bundle.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder: string, packages: readonly string[]): Promise<void> {
  const patience = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10', '-o', 'APT::Sandbox::User='];
  const get = (...more: string[]) => run('apt-get', ['-q', ...patience, ...more], { cwd: folder, timeout: 90_000 });
  try {
    await get('download', ...packages);
  } catch {
    const state = path.join(folder, 'apt');
    await mkdir(path.join(state, 'lists', 'partial'), { recursive: true });
    await mkdir(path.join(state, 'archives', 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${state}/lists`, '-o', `Dir::Cache=${state}`];
    await get(...own, 'update');
    await get(...own, 'download', ...packages);
    await rm(state, { recursive: true, force: true });
  }
}

async function librariesIn(root: string): Promise<string> {
  const lib = path.join(root, 'usr/lib');
  const triplets = (await readdir(lib)).filter((name) => name.endsWith('-linux-gnu'));
  return triplets.flatMap((name) => [path.join(lib, name), path.join(lib, name, 'frr')]).join(':');
}
