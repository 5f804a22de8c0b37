import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSupervisor, type ProcessDefinition, type Supervisor } from './supervisor.mjs';

const READY = `console.log(JSON.stringify({ event: 'ready', pid: process.pid }));`;
const STAY = 'setInterval(() => {}, 1000);';

describe('the supervisor', () => {
  let logDir: string;
  let supervisor: Supervisor;
  let said: string[];
  let fatal: Error[];
  const define = (name: string, script: string, stopMs = 5_000): ProcessDefinition => ({
    name,
    stopMs,
    isReady: (event) => event.event === 'ready',
    command: () => ({ args: ['-e', script], env: process.env }),
  });
  const isAlive = (pid: unknown) => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      // No such process.
      return false;
    }
  };
  const until = async (holds: () => boolean | Promise<boolean>) => {
    for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await sleep(50);
    expect(await holds()).toBe(true);
  };

  beforeEach(async () => {
    said = [];
    fatal = [];
    logDir = await mkdtemp(path.join(os.tmpdir(), 'causeway-supervisor-'));
    supervisor = await createSupervisor({
      logDir,
      say: (text) => said.push(text),
      verbose: false,
      onFatal: (problem) => fatal.push(problem),
    });
  });
  afterEach(async () => {
    await supervisor.stop();
    await rm(logDir, { recursive: true, force: true });
  });

  it('waits until a process says that it is ready, and hands on what it said', async () => {
    const event = await supervisor.start(
      define('lab', `console.log('{not json'); console.log('hello'); ${READY} ${STAY}`),
    );
    expect(event).toMatchObject({ event: 'ready', pid: expect.any(Number) });
    // The log is written as the disk has time.
    await vi.waitFor(async () => expect(await readFile(path.join(logDir, 'lab.log'), 'utf8')).toContain('hello'));
  });

  it('starts a process that was killed again', async () => {
    const { pid } = await supervisor.start(define('worker', READY + STAY));
    process.kill(Number(pid), 'SIGKILL');
    const readyLines = async () => (await readFile(path.join(logDir, 'worker.log'), 'utf8')).match(/ready/g)?.length;
    await until(async () => (await readyLines()) === 2);
    expect(said).toEqual(['The worker ended (SIGKILL); starting it again in 0.5 s.']);
    expect(fatal).toEqual([]);
  });

  it('gives up on a process that cannot start, with its last words', async () => {
    const starting = supervisor.start(define('web', `console.error('no such module'); process.exit(3)`));
    await expect(starting).rejects.toThrow(/The web cannot start[^]*no such module/);
  }, 20_000);

  it('ends grandchildren too, and kills what does not listen', async () => {
    const stubborn = `process.on('SIGTERM', () => {});
      const child = require('node:child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
      console.log(JSON.stringify({ event: 'ready', pid: process.pid, child: child.pid })); ${STAY}`;
    const { pid, child } = await supervisor.start(define('web', stubborn, 300));
    await supervisor.stop();
    expect(isAlive(pid)).toBe(false);
    await until(() => !isAlive(child));
  });

  it('lets a process that listens end by itself', async () => {
    const script = `process.on('SIGTERM', () => { console.log('goodbye'); process.exit(0); }); ${READY} ${STAY}`;
    await supervisor.start(define('worker', script));
    await supervisor.stop();
    await until(async () => (await readFile(path.join(logDir, 'worker.log'), 'utf8')).includes('goodbye'));
    expect(said).toEqual([]);
  });
});
