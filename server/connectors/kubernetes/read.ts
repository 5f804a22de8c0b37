import type { Answer, Api, Limits, Query } from './client';
import type { Clock } from './clock';
import { toConnectorError } from './errors';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;
const MINUTE_MS = 60_000;

export type ReadOptions = {
  clock: Clock;
  pace: Pace;
  deadlineMs: number;
  attempts: number;
  signal?: AbortSignal;
  /** told of every request that leaves */
  counted?: () => void;
};

/** One read of the API: pace, deadline and retries are behind it. Throws ConnectorError only. */
export type Read = (path: string, query?: Query, bounds?: Partial<Pick<Limits, 'maxBytes'>>) => Promise<Answer>;

/** More than a ConfigMap of the largest size that the API takes (1 MiB), every character escaped. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** Reads may be repeated freely, so they are: with exponential delay and full jitter on top of what the cluster asks for. */
export function createRead(api: Api, { clock, pace, deadlineMs, attempts, signal, counted }: ReadOptions): Read {
  return async (path, query, { maxBytes = MOST_BYTES } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await pace(signal);
        counted?.();
        return await api.call({ method: 'GET', path, query }, { deadlineMs, maxBytes, signal });
      } catch (thrown) {
        const error = toConnectorError(thrown, `GET ${path}`);
        if (!error.retryable || attempt >= attempts || signal?.aborted) throw error;
        await clock.sleep((error.details.retryAfterMs ?? 0) + backoffMs(attempt, clock), signal);
      }
    }
  };
}

/** Full jitter: many workers that failed together do not come back together. */
export function backoffMs(attempt: number, clock: Clock, longest = LONGEST_DELAY_MS): number {
  return clock.random() * Math.min(longest, FIRST_DELAY_MS * 2 ** (attempt - 1));
}

/** Returns when one more request may leave. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** So many requests in any minute, whoever of this process sends them. */
export function createPace(callsPerMinute: number, clock: Clock): Pace {
  const limit = Math.max(1, Math.trunc(callsPerMinute) || 1);
  const sent: number[] = [];
  return async (signal) => {
    for (;;) {
      const now = clock.now();
      while (sent.length > 0 && (sent[0] ?? 0) <= now - MINUTE_MS) sent.shift();
      if (sent.length < limit) {
        sent.push(now);
        return;
      }
      await clock.sleep((sent[0] ?? now) + MINUTE_MS - now, signal);
    }
  };
}
