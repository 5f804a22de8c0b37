import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '@/server/engine/engine-thread';
import type { Result } from './measure';

/** The engine in a thread with the heap that the product's has: what is collected, and when, is part of what an answer takes. */
export async function benchEngineInThread(): Promise<Result[]> {
  const thread = new Worker(path.join(import.meta.dirname, 'engine-thread.mjs'), {
    resourceLimits: THREAD_LIMITS,
    execArgv: [],
  });
  const [results] = (await once(thread, 'message')) as [Result[]];
  await thread.terminate();
  return results;
}
