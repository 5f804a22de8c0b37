import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';

describe('the worker process', () => {
  let world: TestWorld;
  let dataDir: string;
  let worker: ChildProcess | undefined;

  beforeEach(async () => {
    world = await createTestWorld();
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'causeway-worker-'));
    return async () => {
      if (worker?.exitCode === null && worker.kill('SIGKILL')) await once(worker, 'exit');
      await world.close();
    };
  });

  async function start(): Promise<{ lines: string[]; ended: Promise<unknown[]> }> {
    const environment = {
      ...process.env,
      DATABASE_URL: world.appUrl,
      CAUSEWAY_DATA_DIR: dataDir,
      CAUSEWAY_WORKER_ID: 'host/1:aaaa',
      CAUSEWAY_ALLOWED_TARGETS: '',
      LOG_LEVEL: 'info',
    };
    const args = ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')];
    worker = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    readline.createInterface({ input: worker.stdout! }).on('line', (line) => lines.push(line));
    const ended = once(worker, 'exit');
    await expect.poll(() => lines.find((line) => line.includes('"event":"ready"')), { timeout: 40_000 }).toBeDefined();
    return { lines, ended };
  }

  it('reads the sources that are due, anchors the audit, and stops when told to', async () => {
    await addTestSource(world);
    const { lines, ended } = await start();
    expect(JSON.parse(lines.find((line) => line.includes('ready')) ?? '')).toEqual({
      event: 'ready',
      workerId: 'host/1:aaaa',
    });
    const runs = () => world.db.collectionRun.findMany();
    // This process allows no such target: the reading is tried, and fails in the product's words.
    const refused = { outcome: 'failed', trigger: 'schedule', error: { code: 'target-refused' } };
    await expect.poll(runs, { timeout: 40_000 }).toMatchObject([refused]);
    worker?.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await world.db.workerHeartbeat.count()).toBe(0);
  });

  it('writes the anchor into the data folder', async () => {
    await world.db.auditEntry.create({
      data: {
        seq: 1,
        at: world.now(),
        actorKind: 'system',
        actorName: 't',
        action: 'a',
        result: 'done',
        prevHash: '0',
        hash: '1',
      },
    });
    await start();
    const anchor = () => readFile(path.join(dataDir, 'audit-anchor.json'), 'utf8').catch(() => '');
    await expect.poll(anchor, { timeout: 40_000 }).toContain('"seq":"1"');
  });
});
