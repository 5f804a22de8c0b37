import type { Gateway } from '@/domain/estate/gateway';
import { bgpKeyText } from './secrets';
import type { GatewayEdits, GatewayPeerState, WorldState } from './state';

/** A gateway as it runs: what its configuration file says, and what was changed over its API since it started. */
export type RunningGateway = { gateway: Gateway; peers: readonly GatewayPeerState[]; paths: GatewayEdits['paths'] };

export function runningGateway(state: Pick<WorldState, 'gatewayEdits'>, gateway: Gateway): RunningGateway {
  const edits = state.gatewayEdits[gateway.key];
  const configured = (gateway.bgpPeers ?? []).map(({ address, peerAsn, authKey }): GatewayPeerState => ({
    ...{ address, peerAsn, description: '', adminDown: false },
    key: authKey ? bgpKeyText(authKey.secret) : '',
  }));
  if (!edits) return { gateway, peers: configured, paths: [] };
  const changed = new Map(edits.peers.map((peer) => [peer.address, peer]));
  const kept = configured.filter(({ address }) => !changed.has(address) && !edits.removed.includes(address));
  return { gateway, peers: [...kept, ...edits.peers], paths: edits.paths };
}

/** To be called within `World.change`: what was changed over the API of one gateway, to be changed further. */
export function editsOf(state: WorldState, gateway: string): GatewayEdits {
  return (state.gatewayEdits[gateway] ??= { peers: [], removed: [], paths: [] });
}
