import { ofGatewayPeers } from '../gateway-peers';

/** A session that is up without a policy and therefore carries nothing (C05; RFC 8212). */
export const gatewayPolicyMissing = ofGatewayPeers({
  code: 'C05',
  kind: 'gateway-policy-missing',
  severity: 'warning',
  holds: ({ missingPolicy, sessionState }) => missingPolicy !== undefined && sessionState === 'established',
});
