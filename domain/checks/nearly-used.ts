/** From here on it is time to act, while there is still room for what comes next: 80 % of a limit. */
export function isNearlyUsed(used: number, limit: number): boolean {
  return used >= limit * 0.8;
}
