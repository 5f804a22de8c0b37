/** A whole reading is many calls, of which one may take this part of its time. */
const CALLS_IN_A_READING = 60;

/**
 * How long one call to a source may take, ms: as long as such calls usually do; longer where a person lets the whole reading take
 * long (`deadlineSeconds`), because then the source is known to be slow; never longer than the whole reading.
 */
export function callDeadlineMs({ deadlineSeconds }: { deadlineSeconds?: number }, usualMs: number): number {
  if (deadlineSeconds === undefined) return usualMs;
  const wholeMs = deadlineSeconds * 1_000;
  return Math.min(wholeMs, Math.max(usualMs, wholeMs / CALLS_IN_A_READING));
}
