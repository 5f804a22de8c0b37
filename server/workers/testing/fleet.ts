import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { testEnvironment } from '@/server/testing/environment';

type Worker = { id: string; slot: number; child: ChildProcess; ready: Promise<void>; log: string[] };

const LINES_KEPT = 200;

/** Real worker processes, one per slot. One that is killed is replaced, as a supervisor would. */
export class Fleet {
  private readonly workers = new Map<string, Worker>();
  private closing = false;
  /** processes that ended by SIGKILL, seen to be gone */
  killed = 0;
  /** processes that ended by themselves, with the end of their log */
  readonly fallen: string[] = [];

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  async start(slots: number): Promise<void> {
    await Promise.all(Array.from({ length: slots }, (_none, slot) => this.spawn(slot).ready));
  }

  /** The signal is sent before this returns. False: there is no such process any more. */
  kill(workerId: string): boolean {
    const worker = this.workers.get(workerId);
    if (!worker || !worker.child.kill('SIGKILL')) return false;
    this.workers.delete(workerId);
    return true;
  }

  async close(): Promise<void> {
    this.closing = true;
    const gone = [...this.workers.values()].map(async ({ child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    await Promise.all(gone);
  }

  private spawn(slot: number): Worker {
    const id = `test/${slot}:${randomBytes(4).toString('hex')}`;
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'brisk-worker.ts')], {
      env: testEnvironment({ ...this.environment, CAUSEWAY_WORKER_ID: id }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const worker: Worker = { id, slot, child, ready: Promise.resolve(), log: [] };
    this.workers.set(id, worker);
    worker.ready = new Promise<void>((resolve, reject) => {
      const hear = (line: string) => {
        if (line.includes('"event":"ready"')) resolve();
        worker.log.push(line);
        if (worker.log.length > LINES_KEPT) worker.log.shift();
      };
      for (const stream of [child.stdout!, child.stderr!]) readline.createInterface({ input: stream }).on('line', hear);
      child.once('exit', () => reject(new Error(`worker ${id} ended before it was ready:\n${worker.log.join('\n')}`)));
    });
    // A worker may be killed before it is ready; only the first ones are waited for.
    worker.ready.catch(() => undefined);
    child.once('exit', (code, signal) => this.replace(worker, code, signal));
    return worker;
  }

  private replace(worker: Worker, code: number | null, signal: NodeJS.Signals | null): void {
    this.workers.delete(worker.id);
    if (this.closing) return;
    if (signal === 'SIGKILL') this.killed += 1;
    else this.fallen.push(`${worker.id} ended with ${signal ?? code}:\n${worker.log.slice(-20).join('\n')}`);
    this.spawn(worker.slot);
  }
}
