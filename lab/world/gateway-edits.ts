import type { Gateway } from '@/domain/estate/gateway';
import type { Prefix } from '@/domain/net/prefix';
import { refreshSessions } from './bgp';
import { editsOf, runningGateway } from './running-gateway';
import type { GatewayPeerState, WorldState } from './state';
import type { World } from './world';

/** Puts a peer in place of one of the same address, or adds it. To be called within `World.change`. */
export function putGatewayPeer(state: WorldState, gateway: Gateway, peer: GatewayPeerState): void {
  const edits = editsOf(state, gateway.key);
  edits.peers = [...edits.peers.filter((each) => each.address !== peer.address), peer];
  edits.removed = edits.removed.filter((address) => address !== peer.address);
}

/** False when there is none. To be called within `World.change`. */
export function removeGatewayPeer(state: WorldState, gateway: Gateway, address: string): boolean {
  if (!findGatewayPeer(state, gateway, address)) return false;
  const edits = editsOf(state, gateway.key);
  edits.peers = edits.peers.filter((each) => each.address !== address);
  edits.removed = [...edits.removed, address];
  return true;
}

export function findGatewayPeer(state: WorldState, gateway: Gateway, address: string): GatewayPeerState | null {
  return runningGateway(state, gateway).peers.find((each) => each.address === address) ?? null;
}

/** Adding a path again gives it another id. To be called within `World.change`. */
export function addGatewayPath(
  state: WorldState,
  gateway: Gateway,
  path: { prefix: Prefix; nextHop?: string; uuid: string },
): void {
  const edits = editsOf(state, gateway.key);
  edits.paths = [...edits.paths.filter((each) => each.prefix !== path.prefix), path];
}

/** By prefix or by id; what is not there is no error. To be called within `World.change`. */
export function deleteGatewayPath(
  state: WorldState,
  gateway: Gateway,
  which: { prefix?: Prefix; uuid?: string },
): void {
  const edits = editsOf(state, gateway.key);
  edits.paths = edits.paths.filter((each) => each.prefix !== which.prefix && each.uuid !== which.uuid);
}

/** What was changed over the API is forgotten, and every session toward a VBR starts over. False when there is no such gateway. */
export function restartGateway(world: World, key: string): boolean {
  const gateway = world.state.estate.gateways.find((each) => each.key === key);
  if (!gateway) return false;
  world.change((state) => {
    delete state.gatewayEdits[key];
    const own = new Set(gateway.interfaces.map((each) => each.address.split('/')[0]));
    for (const peer of state.peers) if (own.has(peer.address)) delete state.sessions[peer.id];
    refreshSessions(state, world.now, world.latency.sessionMs);
  });
  return true;
}
