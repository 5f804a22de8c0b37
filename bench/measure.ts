import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * One line of the table at the end. `result` and `goal` are of the same kind: a ratio to a baseline, or plain milliseconds.
 * `met` null: worth knowing, and no goal of its own.
 */
export type Result = { name: string; goal: string; result: string; met: boolean | null; how: string };

/** A figure without a goal. */
export function noted(name: string, result: string, how: string): Result {
  return { name, goal: 'none', result, met: null, how };
}

/** The slow end of answers over HTTP against what a person waits for without noticing. */
export function answeredWithin(goalMs: number, name: string, times: readonly number[], how: string): Result {
  const p95 = quantile(times, 0.95);
  const result = `${p95.toFixed(0)} ms (median ${median(times).toFixed(0)} ms)`;
  return { name: `${name}, p95`, goal: `<= ${goalMs} ms`, result, met: p95 <= goalMs, how };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param part 0..1; nearest rank */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** A time at which nothing is old, for measurements in which age is no matter. ISO 8601. */
export const NOW = '2026-01-01T00:00:00.000Z';

/** Milliseconds that a piece of work took which does not wait for anything. */
export function took(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Bytes in use once everything that nobody needs is gone. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let used = Infinity;
  for (;;) {
    collect();
    const { heapUsed } = process.memoryUsage();
    // What is long unused, like code that ran once, goes with a later collection only.
    if (heapUsed > used - SETTLED) return heapUsed;
    used = heapUsed;
  }
}

/** Bytes by which the heap may still shrink when it is taken to be settled. */
const SETTLED = 2 ** 14;

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Milliseconds that a piece of work took on the wall. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Asks again and again until there is an answer. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  withinMs: number,
  what: string,
  everyMs = 20,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs / 1_000} s`);
    await sleep(everyMs);
  }
}
