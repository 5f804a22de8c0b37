import { badRequest } from './errors';

/** The service's default quotas; custom entries per table are the table's own. */
export const QUOTA = {
  bgpPeersPerVbr: 8,
  bgpGroupsPerVbr: 8,
  bgpNetworksPerVbr: 20,
  routesPerPeer: 110,
} as const;

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
