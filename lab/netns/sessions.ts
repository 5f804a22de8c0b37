import { type BgpGroup, type BgpPeer, groupFamily } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Family } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';

export const FAMILIES = [4, 6] as const;

/** The VBR's own end of a session of this family. */
export function localOf(vbr: Vbr, family: Family): string | undefined {
  return hostOf(family === 4 ? vbr.localGatewayAddress : vbr.localGatewayAddress6);
}

export function hostOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseInterfaceAddress(text).address;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}

/** Whether a session between a VBR and the gateway that has the peer's address was seen to bring the gateway anything. */
export function carries({ gateways }: Estate, vbr: Vbr, group: BgpGroup, { address, observed }: BgpPeer): boolean {
  const local = localOf(vbr, groupFamily(group));
  const far = gateways.find((each) => each.interfaces.some((port) => hostOf(port.address) === address));
  const seen = far?.observed?.peers?.find((each) => each.address === local);
  if (far && local !== undefined && seen && !listens(far, local)) return false;
  const state = observed?.sessionState ?? 'unknown';
  return isUp(state) || (state === 'unknown' && isUp(seen?.sessionState));
}

/** What a gateway was seen to have of a session: down, or without a policy for what comes in, it learns nothing over it. */
export function listens({ observed }: Gateway, peer: string): boolean {
  if (!observed?.peers) return true;
  const seen = observed.peers.find(({ address }) => address === peer);
  const isOpen = seen?.missingPolicy === undefined || seen.missingPolicy === 'out';
  return seen !== undefined && isOpen && ['established', 'unknown'].includes(seen.sessionState);
}

function isUp(state: string | undefined): boolean {
  return state === 'established';
}
