import { badRequest } from './errors';

/** Calls per minute of one API, over a sliding minute of wall time. Off while `perMinute` is null. */
export class RateBudget {
  perMinute: number | null = null;
  private readonly calls = new Map<string, number[]>();

  spend(action: string, nowMs: number): void {
    if (this.perMinute === null) return;
    const recent = (this.calls.get(action) ?? []).filter((at) => nowMs - at < 60_000);
    if (recent.length >= this.perMinute)
      throw badRequest('Throttling.User', 'Request was denied due to user flow control.');
    this.calls.set(action, [...recent, nowMs]);
  }
}
