/** Time that moves only when somebody sleeps, or a test says so: one clock for people, workers and the fake outside. */
export class VirtualClock {
  constructor(private readonly world: { now(): Date; travel(milliseconds: number): void }) {}

  now = (): Date => this.world.now();
  advance = (milliseconds: number): void => this.world.travel(milliseconds);
  sleep = (milliseconds: number): Promise<void> => {
    this.advance(milliseconds);
    return Promise.resolve();
  };
}
