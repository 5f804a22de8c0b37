import type { CloudSource } from '../types';
import { callDeadlineMs } from '../call-deadline';
import { type Budget, budgetOf } from './budget';
import type { Call } from './call';
import { systemClock, type Clock } from './clock';
import { assertEndpoint } from './endpoint';
import { createRead, type Read } from './read';

export type ConnectionOptions = {
  clock?: Clock;
  /** how long one read usually may take before it counts as unanswered */
  readDeadlineMs?: number;
  /** how often a read is sent at most */
  readAttempts?: number;
};

/** Reads that go before others (`urgent`), end early (`limitMs`), are told of (`counted`). */
type Reading = { urgent: boolean; signal?: AbortSignal; counted?: () => void; limitMs?: number };

/** What one source is asked through: its calls, their budget, and reads that are repeated while it makes sense. */
export type Connection = {
  call: Call;
  budget: Budget;
  clock: Clock;
  reading: (setting: Reading) => Read;
  /** one request within the budget, never repeated */
  once: (signal?: AbortSignal) => Read;
};

/** @throws ConnectorError `rejected` for an endpoint that is not host[:port] */
export function openConnection(
  source: CloudSource,
  createCall: () => Call,
  { clock = systemClock, readDeadlineMs: usualMs = 10_000, readAttempts: attempts = 4 }: ConnectionOptions,
): Connection {
  const patientMs = callDeadlineMs(source, usualMs);
  assertEndpoint(source.endpoint);
  const call = createCall();
  const budget = budgetOf(source, clock);
  return {
    ...{ call, budget, clock },
    reading: (setting) => {
      // What a change waits for is not more patient because collections are: a lane is held meanwhile.
      const ownMs = setting.urgent ? Math.min(usualMs, patientMs) : patientMs;
      const limits = { deadlineMs: Math.min(ownMs, setting.limitMs ?? ownMs), attempts };
      return createRead(call, { budget, clock, limits, ...setting });
    },
    once: (signal) => (action, parameters) =>
      budget.run(action, () => call(action, parameters, { deadlineMs: patientMs, signal }), { signal }),
  };
}
