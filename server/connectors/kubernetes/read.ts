import type { Client } from './client';
import type { Clock } from './clock';
import { toConnectorError, unreadable } from './errors';
import { ConnectorError } from '../types';
import type { Bounds, Limits } from './transport';

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
export type Read = <T extends object>(
  what: string,
  call: (client: Client, bounds: Bounds) => Promise<T>,
  limits?: Partial<Pick<Limits, 'maxBytes'>>,
) => Promise<T>;

/** More than a ConfigMap of the largest size that the API takes (1 MiB), every character escaped. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** Reads may be repeated freely, so they are: with exponential delay and full jitter on top of what the cluster asks for. */
export function createRead(client: Client, { clock, pace, deadlineMs, attempts, signal, counted }: ReadOptions): Read {
  return async (what, call, { maxBytes = MOST_BYTES } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await pace(signal);
        counted?.();
        return await understood(what, call(client, client.bounded({ deadlineMs, maxBytes, signal })));
      } catch (thrown) {
        const error = toConnectorError(thrown, what);
        if (!error.retryable || attempt >= attempts || signal?.aborted) throw error;
        await clock.sleep((error.details.retryAfterMs ?? 0) + backoffMs(attempt, clock), signal);
      }
    }
  };
}

/** An answer as the client understands it. What it fails with otherwise quotes what it stumbled over. */
export async function understood<T>(what: string, answering: Promise<T>): Promise<T> {
  try {
    return await answering;
  } catch (thrown) {
    if (thrown instanceof ConnectorError) throw thrown;
    throw unreadable(what, 'the answer is not one of this API');
  }
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
