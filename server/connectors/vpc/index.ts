import { openConnection, type ConnectionOptions } from '../alibaba/connection';
import { withinDeadline } from '../alibaba/write';
import type { Connector, VpcSource } from '../types';
import { createVpcCall } from './client';
import { inspect } from './inspect';
import { observe } from './observe';
import { perform } from './perform';
import { probe } from './probe';

/**
 * The VPC and Express Connect API of Alibaba Cloud (2016-04-28). See README.md for the calls, limits and permissions.
 * @throws ConnectorError `rejected` for an endpoint that is not host[:port]
 */
export function createVpcConnector(source: VpcSource, options: ConnectionOptions = {}): Connector {
  const { call, budget, clock, reading, once } = openConnection(source, () => createVpcCall(source), options);
  return {
    system: 'vpc',
    probe: (signal) => probe(once(signal), source.region, clock),
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
