const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** One question may take two threads with it before it is given up: that says nothing of the next thread. */
const NO_SIGN = 2;

/** How long no thread is started after so many have died in a row without an answer, ms. */
export function restMs(deaths: number): number {
  return deaths <= NO_SIGN ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (deaths - NO_SIGN - 1));
}
