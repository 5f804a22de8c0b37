import { ofGatewayPeers } from '../gateway-peers';

/** A session that an administrator has shut on the gateway (C04). */
export const gatewayPeerShut = ofGatewayPeers({
  code: 'C04',
  kind: 'gateway-peer-shut',
  severity: 'warning',
  holds: ({ adminDown }) => adminDown === true,
});
