import type { KillWorld } from './kill-world';
import { type Happened, tapWire } from './wire-tap';

/**
 * When the worker that holds a lane dies. `request`: the nth write of the round has arrived, and nothing has happened yet;
 * `effect`: the nth write has just had its effect, and nobody has heard of it; `delay`: milliseconds after the round began.
 */
export type KillMoment = { at: 'request' | 'effect'; nth: number } | { at: 'delay'; ms: number };

type Target = { lane: string; router: string };
type Armed = Target & { moments: KillMoment[]; requests: number; effects: Happened[] };

const LOOK_EVERY_MS = 15;

/** Watches the wire and the lanes, and sends the signal at the moments it is given, within the very call. */
export class Killer {
  private readonly armed = new Map<string, Armed>();
  private holders: ReadonlyMap<string, string> = new Map();
  private readonly looking: Promise<void>;
  private stopped = false;
  /** how often each kind of moment struck a worker that held the lane */
  readonly struck = { request: 0, effect: 0, delay: 0 };

  constructor(private readonly world: KillWorld) {
    tapWire(world.lab, {
      request: ({ router }) => {
        const target = this.armed.get(router);
        if (target) this.strikeAt(target, 'request', (target.requests += 1));
      },
      effect: (happened) => {
        const target = this.armed.get(happened.router);
        if (target) this.strikeAt(target, 'effect', target.effects.push(happened));
      },
    });
    this.looking = this.look();
  }

  /** Arms the moments of one round. `effects` grows while the round runs; `disarm` drops what has not struck. */
  arm(target: Target, moments: readonly KillMoment[]): { effects: readonly Happened[]; disarm(): void } {
    const armed: Armed = { ...target, moments: [...moments], requests: 0, effects: [] };
    this.armed.set(target.router, armed);
    const timers = moments.flatMap((moment) =>
      moment.at === 'delay' ? [setTimeout(() => this.strike(armed, moment), moment.ms)] : [],
    );
    const disarm = () => {
      timers.forEach((timer) => clearTimeout(timer));
      this.armed.delete(target.router);
    };
    return { effects: armed.effects, disarm };
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.looking;
  }

  /** Who holds which lane is asked all the time, because within a call there is no time to ask. */
  private async look(): Promise<void> {
    while (!this.stopped) {
      const lanes = await this.world.db.lane.findMany({ select: { key: true, workerId: true } });
      this.holders = new Map(lanes.map((lane) => [lane.key, lane.workerId]));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private strikeAt(target: Armed, at: 'request' | 'effect', nth: number): void {
    const due = target.moments.find((moment) => moment.at === at && moment.nth === nth);
    if (due) this.strike(target, due);
  }

  private strike(target: Armed, moment: KillMoment): void {
    target.moments = target.moments.filter((each) => each !== moment);
    const holder = this.holders.get(target.lane);
    if (holder !== undefined && this.world.fleet.kill(holder)) this.struck[moment.at] += 1;
  }
}
