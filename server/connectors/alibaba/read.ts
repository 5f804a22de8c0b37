import type { ConnectorError } from '../types';
import type { Budget } from './budget';
import type { Answer, Call, WireParameters } from './call';
import type { Clock } from './clock';
import { toConnectorError } from './errors';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;

export type ReadLimits = { deadlineMs: number; attempts: number };

/** One read of the API: budget, deadline and retries are behind it. Throws ConnectorError only. */
export type Read = (action: string, parameters: WireParameters) => Promise<Answer>;

/**
 * Reads may be repeated freely, so they are: with exponential delay and full jitter, or for as long as the source asks.
 * `counted` is told of every request that left.
 */
export function createRead(call: Call, { budget, clock, limits, urgent, signal, counted }: ReadSetting): Read {
  return async (action, parameters) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const send = () => {
          counted?.();
          return call(action, parameters, { deadlineMs: limits.deadlineMs, signal });
        };
        return await budget.run(action, send, { urgent, signal });
      } catch (thrown) {
        const error = toConnectorError(thrown, action);
        if (!error.retryable || attempt >= limits.attempts || signal?.aborted) throw error;
        const delayMs = delayOf(error, attempt, clock);
        if (error.kind === 'throttled') budget.pause(action, delayMs);
        await clock.sleep(delayMs, signal);
      }
    }
  };
}

export type ReadSetting = {
  budget: Budget;
  clock: Clock;
  limits: ReadLimits;
  urgent: boolean;
  signal?: AbortSignal;
  counted?: () => void;
};

function delayOf(error: ConnectorError, attempt: number, clock: Clock): number {
  const backoff = clock.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return (error.details.retryAfterMs ?? 0) + backoff;
}
