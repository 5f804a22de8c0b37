import { ofGatewayPeers } from '../gateway-peers';

/** A session that the gateway took down for too many routes, and that waits for somebody to clear it (F10). */
export const gatewayPeerOverLimit = ofGatewayPeers({
  code: 'F10',
  kind: 'gateway-peer-over-limit',
  severity: 'error',
  holds: (peer) => peer.routeLimitExceeded === true && peer.sessionState !== 'established',
});
