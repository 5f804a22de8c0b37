import { openConnection, type ConnectionOptions } from '../alibaba/connection';
import type { AckSource, Observer } from '../types';
import { createAckCall } from './client';
import { observe } from './observe';
import { OtherAddOns } from './other-add-ons';
import { probe } from './probe';

export { kubeconfigProvider } from './kubeconfig';

/**
 * The container service of Alibaba Cloud (2015-12-15): clusters as the service lists them. See README.md for the calls, limits
 * and permissions. It holds no routers, so a reading narrowed to one reads all the same.
 * @throws ConnectorError `rejected` for an endpoint that is not host[:port]
 */
export function createAckObserver(source: AckSource, options: ConnectionOptions = {}): Observer {
  const { clock, reading, once } = openConnection(source, () => createAckCall(source), options);
  const others = new OtherAddOns(() => clock.now());
  return {
    system: 'ack',
    probe: (signal) => probe(once(signal), source.region, clock),
    observe: async (_scope, signal) => {
      let requests = 0;
      const read = reading({ urgent: false, signal, counted: () => (requests += 1) });
      const complete = (addOns: Parameters<typeof others.complete>[1]) => others.complete(read, addOns, signal);
      return { ...(await observe(read, source.region, complete)), requests };
    },
  };
}
