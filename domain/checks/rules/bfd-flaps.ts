import { ofGatewayPeers } from '../gateway-peers';

/** Lost so often, and for BFD the last time, a session is up by luck: timers, hops or an access list are wrong. */
const FLAPS = 3;

/** A session that is up and was lost again and again because BFD went down (F24). */
export const bfdFlaps = ofGatewayPeers({
  code: 'F24',
  kind: 'bfd-flaps',
  severity: 'warning',
  holds: ({ sessionState, drops = 0, lastErrorCode }) =>
    sessionState === 'established' && lastErrorCode === 'bfd-down' && drops >= FLAPS,
});
