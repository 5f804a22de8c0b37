import { createAckObserver } from './ack';
import { createFrrConnector } from './frr';
import { createGobgpConnector } from './gobgp';
import { createKubernetesConnector } from './kubernetes';
import type { Observer, ReachableSource } from './types';
import { createVpcConnector } from './vpc';

/**
 * The connector that speaks to a source. Light: the vendor's SDK is loaded with the first call, and all connectors of one
 * source in this process share its rate budget.
 * @throws ConnectorError `rejected` when the source's endpoint is not host[:port]
 */
export function connectorFor(source: ReachableSource): Observer {
  switch (source.system) {
    case 'vpc':
      return createVpcConnector(source);
    case 'gobgp':
      return createGobgpConnector(source);
    case 'frr':
      return createFrrConnector(source);
    case 'ack':
      return createAckObserver(source);
    case 'kubernetes':
      return createKubernetesConnector(source);
  }
}

export { kubeconfigProvider } from './ack';
