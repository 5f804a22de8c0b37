/** What a look may take without anybody noticing; of what it takes beyond, it gets a sixth of a worker's time at most. */
const QUICK_MS = 2_000;
const PAUSES = 5;

let freeAt = 0;

/** When the next look may begin. A look takes as long as the estate is large, however much is read meanwhile. */
export function nextLook(now: Date): Date {
  return new Date(Math.max(now.getTime(), freeAt));
}

/** To be told of each look that was taken. */
export function looked(began: Date, ended: Date): void {
  const beyond = Math.max(0, ended.getTime() - began.getTime() - QUICK_MS);
  freeAt = ended.getTime() + PAUSES * beyond;
}
