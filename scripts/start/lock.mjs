import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/**
 * Takes a lock file or throws; one that was left by a process that is gone is taken over.
 * @param {string} file
 * @param {{ url: string }} about shown to whoever finds the lock taken
 */
export async function takeLock(file, about) {
  const holder = await tryLock(file, about);
  if (!holder) return () => rm(file, { force: true });
  throw new Problem(
    `Causeway already runs from this folder (process ${holder.pid}, ${holder.url}). Stop it first, or give this one a folder and a port of its own: CAUSEWAY_DATA_DIR=... npm start -- --port N`,
  );
}

/** Waits for the lock instead: two starts may prepare the same checkout, one after the other. */
export async function waitForLock(file, onWait) {
  for (let waited = 0; ; waited += 1) {
    const holder = await tryLock(file, { url: '' });
    if (!holder) return () => rm(file, { force: true });
    if (waited === 0) onWait(holder.pid);
    await sleep(500);
  }
}

/** Who holds it, or undefined when nobody does. */
export async function readHolder(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const holder = parse(text);
  return holder && holder.bornAt === birthOf(holder.pid) ? holder : undefined;
}

async function tryLock(file, about) {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, bornAt: birthOf(process.pid), ...about });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder) return holder;
    await rm(file, { force: true });
  }
  throw new Problem(`${file} cannot be taken; remove it and start again.`);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off in a crash: as good as none.
    return undefined;
  }
}

/** Tells a process from a later one of the same number; where the system does not say, being alive must do. */
function birthOf(pid) {
  const stat = `/proc/${pid}/stat`;
  if (existsSync('/proc/self/stat')) {
    if (!existsSync(stat)) return 'gone';
    const fields = readFileSync(stat, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return fields[0] === 'Z' ? 'gone' : fields[19];
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return error.code === 'EPERM' ? 'alive' : 'gone';
  }
}
