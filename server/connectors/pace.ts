import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE_MS = 60_000;
/** Places a process remembers; far more than anybody configures. */
const REMEMBERED_PLACES = 512;

/** So many calls in any 60 s, one at a time. For places that are one box, not an account with a budget for each of its APIs. */
export class Pace {
  private readonly spent: number[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private callsPerMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  allow(callsPerMinute: number): void {
    this.callsPerMinute = callsPerMinute;
  }

  /** Milliseconds until the next call may go out; 0: now. */
  waitMs(): number {
    const now = this.now();
    while (this.spent.length > 0 && (this.spent[0] ?? 0) <= now - MINUTE_MS) this.spent.shift();
    const nth = this.spent[this.spent.length - Math.max(1, Math.trunc(this.callsPerMinute) || 1)];
    return nth === undefined ? 0 : Math.max(0, nth + MINUTE_MS - now);
  }

  /** Runs a call when it is its turn, however long that takes. @throws the signal's reason, or what the call throws */
  async run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.last.then(async () => {
      for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) await sleep(wait, undefined, { signal });
      signal?.throwIfAborted();
      this.spent.push(this.now());
      return call();
    });
    // A call that failed does not hold up the next one; its caller hears of it.
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

const paces = new Map<string, Pace>();

/** The one pace of a place in this process. */
export function paceOf(place: string, callsPerMinute: number): Pace {
  const known = paces.get(place);
  known?.allow(callsPerMinute);
  const pace = known ?? new Pace(callsPerMinute);
  paces.delete(place);
  paces.set(place, pace);
  const oldest = paces.keys().next().value;
  if (paces.size > REMEMBERED_PLACES && oldest !== undefined) paces.delete(oldest);
  return pace;
}
