import type { Vbr } from '@/domain/estate/express-connect';
import { addressFamily, type Family } from '@/domain/net/address';
import { parseInterfaceAddress, tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { lastAddress, networkAddress, prefixLength } from '@/domain/net/prefix';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { linkEnds, linkFaultsOf, meetOnLink } from '@/domain/routing/sessions/link-fault';
import type { Finding } from '../finding';
import { onVbr, severityOfLink, vbrsRead } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** Both ends of a link stand in one subnet, of IPv4 of /24 to /30, on addresses of their own, and the far one is the gateway's (V10). */
export const linkSubnet: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr) => ([4, 6] as const).flatMap((family) => endsOf(index, vbr, family)));

function endsOf(index: EstateIndex, vbr: Vbr, family: Family): readonly Finding[] {
  const { local, peer } = linkEnds(vbr, family);
  if (local === undefined || peer === undefined) return [];
  // One link may have something wrong with each of its families.
  const which: Finding['params'] = family === 6 ? { prefix: parseInterfaceAddress(local).prefix } : {};
  if (!isLink(local, peer)) {
    const fault = meetOnLink(vbr, family) ? null : ({ kind: 'addresses', family } as const);
    const severity = severityOfLink(index, vbr, fault, undefined);
    return [onVbr(vbr, { code: 'V10', kind: 'link-subnet', severity, params: { local, peer, ...which } })];
  }
  const found = gatewaysOf(index, vbr).flatMap((gateway): readonly Finding[] => {
    const fault = linkFaultsOf(vbr, gateway)[family];
    if (fault?.kind !== 'addresses') return [];
    const severity = severityOfLink(index, vbr, fault, gateway);
    const params = { gateway: gateway.key, peer, other: fault.params.peer ?? '', ...which };
    return [onVbr(vbr, { code: 'V10', kind: 'link-far-end', severity, params })];
  });
  return found.slice(0, 1);
}

/** Holds for what cannot be read as two addresses of one family too: there nothing is known to be wrong. */
function isLink(local: string, peer: string): boolean {
  const [a, b] = [tryParseInterfaceAddress(local), tryParseInterfaceAddress(peer)];
  if (!a.ok || !b.ok || addressFamily(a.value.address) !== addressFamily(b.value.address)) return true;
  const { prefix } = a.value;
  const isOne = prefix === b.value.prefix && a.value.address !== b.value.address;
  if (addressFamily(a.value.address) === 6) return isOne;
  const length = prefixLength(prefix);
  const reserved: readonly string[] = [networkAddress(prefix), lastAddress(prefix)];
  const areHosts = ![a.value.address, b.value.address].some((each) => reserved.includes(each));
  return isOne && length >= 24 && length <= 30 && areHosts;
}
