import { openConnection, type ConnectionOptions } from '../alibaba/connection';
import type { AckSource, Observer } from '../types';
import { createAckCall } from './client';
import { observe } from './observe';
import { probe } from './probe';

export { kubeconfigProvider } from './kubeconfig';

/**
 * The container service of Alibaba Cloud (2015-12-15): clusters as the service lists them. See README.md for the calls, limits
 * and permissions. It holds no routers, so a reading narrowed to one reads all the same.
 * @throws ConnectorError `rejected` for an endpoint that is not host[:port]
 */
export function createAckObserver(source: AckSource, options: ConnectionOptions = {}): Observer {
  const { clock, reading, once } = openConnection(source, () => createAckCall(source), options);
  return {
    system: 'ack',
    probe: (signal) => probe(once(signal), source.region, clock),
    observe: async (_scope, signal) => {
      let requests = 0;
      const read = reading({ urgent: false, signal, counted: () => (requests += 1) });
      return { ...(await observe(read, source.region)), requests };
    },
  };
}
