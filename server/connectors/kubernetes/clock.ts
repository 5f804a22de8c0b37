import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, handed in so that tests need neither. */
export type Clock = {
  /** milliseconds; only differences count */
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 <= x < 1 */
  random: () => number;
};

export const systemClock: Clock = {
  now: () => performance.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};
