import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { Gateway } from '@/domain/estate/gateway';
import * as edits from '@/lab/world/gateway-edits';
import type { GatewayPeerState, WorldState } from '@/lab/world/state';
import { Refusal } from './refusal';
import { readPath, type WirePath } from './wire';

type WirePeer = {
  conf?: {
    auth_password: string;
    description: string;
    neighbor_address: string;
    peer_asn: number;
    admin_down: boolean;
  } | null;
};

/** What a write does to the world, to be called within `World.change`; `subject` names what was changed. @throws Refusal */
export type Write = (
  state: WorldState,
  gateway: Gateway,
  request: never,
) => { subject: string; answer: Record<string, unknown> };

/** The writes by name, worded as GoBGP words them: an AS may be missing, a name is looked up, a path may be added again. */
export const WRITES: Readonly<Record<string, Write>> = {
  AddPeer: (state, gateway, { peer }: { peer: WirePeer }) => {
    const wanted = peerIn(peer);
    if (edits.findGatewayPeer(state, gateway, wanted.address))
      throw new Refusal(`can't overwrite the existing peer: ${wanted.address}`);
    edits.putGatewayPeer(state, gateway, wanted);
    return { subject: wanted.address, answer: {} };
  },
  UpdatePeer: (state, gateway, { peer }: { peer: WirePeer }) => {
    const wanted = peerIn(peer);
    mustFind(state, gateway, wanted.address);
    // Whole: what is left out is cleared, the key too.
    edits.putGatewayPeer(state, gateway, wanted);
    return { subject: wanted.address, answer: { needs_soft_reset_in: false } };
  },
  DeletePeer: (state, gateway, { address }: { address: string }) => {
    if (!edits.removeGatewayPeer(state, gateway, address))
      throw new Refusal(`can't delete a peer configuration for ${address}`);
    return { subject: address, answer: {} };
  },
  EnablePeer: (state, gateway, { address }: { address: string }) => switched(state, gateway, address, false),
  DisablePeer: (state, gateway, { address }: { address: string }) => switched(state, gateway, address, true),
  AddPath: (state, gateway, { path }: { path?: WirePath | null }) => {
    const wanted = readPath(path ?? {});
    if (!wanted) throw new Refusal('nlri is not given');
    const uuid = randomUUID();
    edits.addGatewayPath(state, gateway, { ...wanted, uuid });
    return { subject: wanted.prefix, answer: { uuid: Buffer.from(uuid) } };
  },
  DeletePath: (state, gateway, { path, uuid }: { path?: WirePath | null; uuid: Uint8Array }) => {
    const prefix = readPath(path ?? {})?.prefix;
    const id = Buffer.from(uuid).toString('utf8');
    edits.deleteGatewayPath(state, gateway, { ...(prefix ? { prefix } : {}), ...(id === '' ? {} : { uuid: id }) });
    return { subject: prefix ?? id, answer: {} };
  },
};

function switched(state: WorldState, gateway: Gateway, address: string, adminDown: boolean) {
  edits.putGatewayPeer(state, gateway, { ...mustFind(state, gateway, address), adminDown });
  return { subject: address, answer: {} };
}

function mustFind(state: WorldState, gateway: Gateway, address: string): GatewayPeerState {
  const found = edits.findGatewayPeer(state, gateway, address);
  if (!found) throw new Refusal(`neighbor that has ${address} doesn't exist.`);
  return found;
}

function peerIn({ conf }: WirePeer): GatewayPeerState {
  if (!conf) throw new Refusal('nil Peer');
  const { neighbor_address: address, peer_asn: peerAsn, auth_password: key, description, admin_down: adminDown } = conf;
  if (isIP(address) === 0) throw new Refusal(`lookup ${address}: no such host`);
  return { address, peerAsn, key, description, adminDown };
}
