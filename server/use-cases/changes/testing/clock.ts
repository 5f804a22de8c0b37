/** Time that moves only when somebody sleeps, or a test says so. */
export class VirtualClock {
  private at = new Date('2026-03-18T09:00:00.000Z').getTime();

  now = (): Date => new Date(this.at);
  advance = (milliseconds: number): void => {
    this.at += milliseconds;
  };
  sleep = (milliseconds: number): Promise<void> => {
    this.advance(milliseconds);
    return Promise.resolve();
  };
}
