import { setImmediate } from 'node:timers/promises';

/** So long others wait at most while something long is worked out, ms. */
const TURN_MS = 25;

/**
 * Takes steps until they are done, with a rest after each turn in which others are answered, and gives what they came to.
 *
 * @param each called with what every step gave
 */
export async function inTurns<T, R>(steps: Iterator<T, R, undefined>, each?: (step: T) => void): Promise<R> {
  let began = performance.now();
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    each?.(next.value);
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
