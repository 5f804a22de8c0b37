import type { RunLimits } from '@/domain/changes/run';
import type { JobRun } from '@/server/db/queue-runner';
import type { Context } from '@/server/use-cases/context';

/** What every job works in: the process's context, the name under which it holds lanes, and other times for its runs. */
export type WorkerBase = Omit<Context, 'actor'> & { workerId: string; limits?: RunLimits };

/** Thin: parses ids and calls one use-case as the system. Runs at least once, so the use-case looks before it acts. */
export type Job = (base: WorkerBase, payload: unknown, run: JobRun) => Promise<void>;
