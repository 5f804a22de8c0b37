import type { Clock } from '../clock';

/** A clock that jumps to the next thing anybody waits for, as soon as nothing else is left to do. */
export function aClock({ random = () => 0 }: { random?: () => number } = {}): Clock & { slept: number[] } {
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const slept: number[] = [];
  const turn = () => {
    const next = sleepers.sort((a, b) => a.until - b.until).shift();
    if (!next) return;
    now = Math.max(now, next.until);
    next.wake();
    if (sleepers.length > 0) setImmediate(turn);
  };
  return {
    slept,
    now: () => now,
    random,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        slept.push(ms);
        sleepers.push({ until: now + ms, wake: resolve });
        if (sleepers.length === 1) setImmediate(turn);
      }),
  };
}
