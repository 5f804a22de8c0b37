/** A look takes as long as the estate is large; it gets a sixth of a worker's time at most, however much is read meanwhile. */
const PAUSES = 5;

let freeAt = 0;

/** When the next look may begin. */
export function nextLook(now: Date): Date {
  return new Date(Math.max(now.getTime(), freeAt));
}

/** To be told of each look that was taken. */
export function looked(began: Date, ended: Date): void {
  freeAt = ended.getTime() + PAUSES * (ended.getTime() - began.getTime());
}
