import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHolder, takeLock, waitForLock } from './lock.mjs';

describe('the lock of a data folder', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-lock-'));
    file = path.join(folder, 'start.lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is taken once, and names its holder to the next', async () => {
    await takeLock(file, { url: 'http://localhost:3000' });
    await expect(takeLock(file, { url: '' })).rejects.toThrow(`(process ${process.pid}, http://localhost:3000)`);
    await expect(readHolder(file)).resolves.toMatchObject({ pid: process.pid });
  });

  it('is free again when it was given back', async () => {
    const release = await takeLock(file, { url: '' });
    await release();
    await expect(readHolder(file)).resolves.toBeUndefined();
    await expect(takeLock(file, { url: '' })).resolves.toBeDefined();
  });

  it('is taken over from a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(file, JSON.stringify({ pid: child.pid, bornAt: '1', url: '' }));
    await expect(takeLock(file, { url: '' })).resolves.toBeDefined();
  });

  it.runIf(process.platform === 'linux')(
    'is taken over when another program has the number of its holder now',
    async () => {
      await takeLock(file, { url: '' });
      const mine = JSON.parse(await readFile(file, 'utf8')) as { bornAt: string };
      await writeFile(file, JSON.stringify({ ...mine, bornAt: String(Number(mine.bornAt) - 1) }));
      await expect(takeLock(file, { url: '' })).resolves.toBeDefined();
    },
  );

  it.each(['', '{"pid":', 'null'])('is taken over when it was cut off: %j', async (text) => {
    await writeFile(file, text);
    await expect(takeLock(file, { url: '' })).resolves.toBeDefined();
  });

  it('can be waited for', async () => {
    const release = await takeLock(file, { url: '' });
    const waited: number[] = [];
    const waiting = waitForLock(file, (pid) => {
      waited.push(pid);
      void release();
    });
    await expect(waiting).resolves.toBeDefined();
    expect(waited).toEqual([process.pid]);
  });
});
