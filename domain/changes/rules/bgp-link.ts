import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { type Address, addressFamily, type Family } from '@/domain/net/address';
import { type InterfaceAddress, tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { lastAddress, networkAddress, prefixLength } from '@/domain/net/prefix';
import { linkEnds } from '@/domain/routing/sessions/link-fault';

function parsed(text: string | undefined): InterfaceAddress | null {
  if (text === undefined) return null;
  const result = tryParseInterfaceAddress(text);
  return result.ok ? result.value : null;
}

/** The cloud's end of the link, of the family that is asked for. */
export function localAddressOf(vbr: Vbr, family: Family = 4): Address | null {
  return parsed(family === 6 ? vbr.localGatewayAddress6 : vbr.localGatewayAddress)?.address ?? null;
}

/** The gateway that owns an address on its link or LAN. */
export function gatewayWith(estate: Estate, address: Address): Gateway | undefined {
  return estate.gateways.find((gateway) =>
    gateway.interfaces.some((each) => parsed(each.address)?.address === address),
  );
}

/** Both ends of the link in one subnet and distinct; of IPv4 in one of /24 to /30, neither network nor broadcast (V10). */
export function checkLink(vbr: Vbr, family: Family): readonly Problem[] {
  const ends = linkEnds(vbr, family);
  const [near, far] = [parsed(ends.local), parsed(ends.peer)];
  if (!near || !far) return [];
  const params = { vbr: vbr.key, local: ends.local ?? '-', peer: ends.peer ?? '-' };
  const length = prefixLength(near.prefix);
  const isHost = ({ address, prefix }: InterfaceAddress) =>
    address !== networkAddress(prefix) && address !== lastAddress(prefix);
  const fits =
    near.prefix === far.prefix &&
    near.address !== far.address &&
    (family === 6 || (length >= 24 && length <= 30 && isHost(near) && isHost(far)));
  return fits ? [] : [{ path: ['vbr'], code: 'link-subnet-wrong', params }];
}

/**
 * A peer must be the device at the far end of the circuit (V7). With several circuits there are far ends that this
 * model does not hold, so the rule can only warn.
 */
export function checkPeerAddress(vbr: Vbr, address: Address): readonly Problem[] {
  const path = ['address'];
  const family = addressFamily(address);
  const far = parsed(family === 6 ? vbr.peerGatewayAddress6 : vbr.peerGatewayAddress);
  if (far && address === far.address) return [];
  if (address === localAddressOf(vbr, family))
    return [{ path, code: 'peer-address-is-vbr', params: { address, vbr: vbr.key } }];
  const params = { address, vbr: vbr.key, expected: far?.address ?? '-' };
  if (!far || vbr.physicalConnections.length > 1)
    return [{ path, code: 'peer-address-unverified', params, severity: 'warning' }];
  return [{ path, code: 'peer-address-not-far-end', params }];
}

export function checkPeerFamily(address: Address, ipVersion: 'ipv4' | 'ipv6' = 'ipv4'): readonly Problem[] {
  const family = addressFamily(address) === 4 ? 'ipv4' : 'ipv6';
  return family === ipVersion
    ? []
    : [{ path: ['address'], code: 'peer-family-differs', params: { address, ipVersion } }];
}

/** BFD of a VBR: 200 to 1000 ms, multiplier 3 to 10 (V9). Hops are a rule of the schema. */
export function checkBfd(vbr: Vbr, enabled: boolean): readonly Problem[] {
  if (!enabled || !vbr.bfd) return [];
  const { minTxIntervalMs, minRxIntervalMs, detectMultiplier } = vbr.bfd;
  const inRange = (value: number) => value >= 200 && value <= 1000;
  if (inRange(minTxIntervalMs) && inRange(minRxIntervalMs) && detectMultiplier >= 3 && detectMultiplier <= 10)
    return [];
  const params = { vbr: vbr.key, minTxIntervalMs, minRxIntervalMs, detectMultiplier };
  return [{ path: ['bfd'], code: 'bfd-timers-out-of-range', params }];
}
