import type { Connector, VpcSource } from '../types';
import { budgetOf } from './budget';
import { createCall } from './client';
import { systemClock, type Clock } from './clock';
import { assertEndpoint } from './endpoint';
import { inspect } from './inspect';
import { observe } from './observe';
import { perform } from './perform';
import { probe } from './probe';
import { createRead } from './read';
import { withinDeadline } from './write';

export type VpcOptions = {
  clock?: Clock;
  /** how long one read may take before it counts as unanswered */
  readDeadlineMs?: number;
  /** how often a read is sent at most */
  readAttempts?: number;
};

/**
 * The VPC and Express Connect API of Alibaba Cloud (2016-04-28). See README.md for the calls, limits and permissions.
 * @throws ConnectorError `rejected` for an endpoint that is not host[:port]
 */
export function createVpcConnector(source: VpcSource, options: VpcOptions = {}): Connector {
  assertEndpoint(source.endpoint);
  const { clock = systemClock, readDeadlineMs: deadlineMs = 10_000, readAttempts: attempts = 4 } = options;
  const call = createCall(source);
  const budget = budgetOf(source, clock);
  const reading = (setting: { urgent: boolean; signal?: AbortSignal; counted?: () => void; limitMs?: number }) =>
    createRead(call, {
      budget,
      clock,
      limits: { deadlineMs: Math.min(deadlineMs, setting.limitMs ?? deadlineMs), attempts },
      ...setting,
    });
  return {
    system: 'vpc',
    probe: (signal) =>
      probe(
        (action, parameters) => budget.run(action, () => call(action, parameters, { deadlineMs, signal }), { signal }),
        source.region,
        clock,
      ),
    observe: async (scope, signal) => {
      let requests = 0;
      const read = reading({ urgent: false, signal, counted: () => (requests += 1) });
      return { ...(await observe(read, source.region, scope)), requests };
    },
    inspect: (effect) => inspect(reading({ urgent: true }), source.region, effect),
    perform: (effect, { token, deadlineMs: limitMs }) =>
      withinDeadline(call, budget, limitMs, (write) =>
        perform(reading({ urgent: true, limitMs }), write, source.region, effect, token),
      ),
  };
}
