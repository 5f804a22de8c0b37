import type { CloudSource } from '../types';
import type { Clock } from './clock';

const MINUTE_MS = 60_000;
/** Connections one process opens to one source; the SDK itself sets no limit. */
const CONCURRENT_CALLS = 4;
/** Sources a process remembers; far more than anybody configures. */
const REMEMBERED_SOURCES = 512;

/**
 * What one process may ask of one source: so many calls of each API in any 60 s (the vendor counts per account, region and
 * API), and so many at once. Every API has its own bucket; a token comes back a minute after it was spent, which keeps
 * within the limit under fixed windows, sliding windows and leaky buckets alike, and lets a small collection run at once.
 */
export class Budget {
  private readonly spent = new Map<string, number[]>();
  private readonly pausedUntil = new Map<string, number>();
  private readonly waiting: { urgent: boolean; enter: () => void }[] = [];
  private running = 0;

  constructor(
    private callsPerMinute: number,
    private readonly clock: Clock,
    private readonly concurrency = CONCURRENT_CALLS,
  ) {}

  allow(callsPerMinute: number): void {
    this.callsPerMinute = callsPerMinute;
  }

  /** Milliseconds until this API may be called again; 0: now. */
  waitMs(api: string): number {
    const now = this.clock.now();
    const recent = (this.spent.get(api) ?? []).filter((at) => at > now - MINUTE_MS);
    this.spent.set(api, recent);
    const limit = Math.max(1, Math.trunc(this.callsPerMinute) || 1);
    const nth = recent[recent.length - limit];
    return Math.max(0, nth === undefined ? 0 : nth + MINUTE_MS - now, (this.pausedUntil.get(api) ?? 0) - now);
  }

  /** The source asked for silence on this API: nobody in this process calls it before. */
  pause(api: string, ms: number): void {
    this.pausedUntil.set(api, Math.max(this.pausedUntil.get(api) ?? 0, this.clock.now() + ms));
  }

  /**
   * Runs one call when a slot and a token are there, however long that takes. Nobody holds a slot while waiting for a token,
   * so one exhausted API does not stop the others. Urgent calls (writes and their look-ups) go before waiting collections.
   */
  async run<T>(
    api: string,
    call: () => Promise<T>,
    { urgent = false, signal }: { urgent?: boolean; signal?: AbortSignal } = {},
  ): Promise<T> {
    for (;;) {
      await this.enter(urgent);
      try {
        signal?.throwIfAborted();
        if (this.waitMs(api) === 0) {
          this.spent.get(api)?.push(this.clock.now());
          return await call();
        }
      } finally {
        this.leave();
      }
      await this.clock.sleep(this.waitMs(api), signal);
    }
  }

  private async enter(urgent: boolean): Promise<void> {
    if (this.running >= this.concurrency) await new Promise<void>((enter) => this.enqueue(urgent, enter));
    else this.running += 1;
  }

  /** The slot is handed over, not freed and taken again: nobody slips in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next.enter();
    else this.running -= 1;
  }

  private enqueue(urgent: boolean, enter: () => void): void {
    const firstPatient = urgent ? this.waiting.findIndex((each) => !each.urgent) : -1;
    this.waiting.splice(firstPatient === -1 ? this.waiting.length : firstPatient, 0, { urgent, enter });
  }
}

const budgets = new Map<string, Budget>();

/** The one budget of a source in this process: what counts at the vendor is the account's key, the region and the host. */
export function budgetOf(source: CloudSource, clock: Clock): Budget {
  const name = JSON.stringify([source.protocol, source.endpoint, source.region, source.accessKeyId]);
  const known = budgets.get(name);
  known?.allow(source.callsPerMinute);
  const budget = known ?? new Budget(source.callsPerMinute, clock);
  budgets.delete(name);
  budgets.set(name, budget);
  const oldest = budgets.keys().next().value;
  if (budgets.size > REMEMBERED_SOURCES && oldest !== undefined) budgets.delete(oldest);
  return budget;
}
