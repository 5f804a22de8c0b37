import { addressFamily } from '@/domain/net/address';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { lastAddress, networkAddress, prefixLength } from '@/domain/net/prefix';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { linkFaultOf, meetOnLink } from '@/domain/routing/sessions/link-fault';
import type { Finding } from '../finding';
import { onVbr, severityOfLink, vbrsRead } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** Both ends of a link stand in one subnet of /24 to /30, on addresses of their own, and the far one is the gateway's (V10). */
export const linkSubnet: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr): readonly Finding[] => {
    const { localGatewayAddress: local, peerGatewayAddress: peer } = vbr;
    if (local === undefined || peer === undefined) return [];
    if (!isLink(local, peer)) {
      const severity = severityOfLink(index, vbr, !meetOnLink(vbr), undefined);
      return [onVbr(vbr, { code: 'V10', kind: 'link-subnet', severity, params: { local, peer } })];
    }
    const found = gatewaysOf(index, vbr).flatMap((gateway): readonly Finding[] => {
      const fault = linkFaultOf(vbr, gateway);
      if (fault?.kind !== 'addresses') return [];
      const severity = severityOfLink(index, vbr, fault, gateway);
      const params = { gateway: gateway.key, peer, other: fault.params.peer ?? '' };
      return [onVbr(vbr, { code: 'V10', kind: 'link-far-end', severity, params })];
    });
    return found.slice(0, 1);
  });

/** Holds for what cannot be read as IPv4 too: there nothing is known to be wrong. */
function isLink(local: string, peer: string): boolean {
  const [a, b] = [tryParseInterfaceAddress(local), tryParseInterfaceAddress(peer)];
  if (!a.ok || !b.ok || addressFamily(a.value.address) === 6) return true;
  const { prefix } = a.value;
  const length = prefixLength(prefix);
  const reserved: readonly string[] = [networkAddress(prefix), lastAddress(prefix)];
  return (
    prefix === b.value.prefix &&
    length >= 24 &&
    length <= 30 &&
    a.value.address !== b.value.address &&
    ![a.value.address, b.value.address].some((each) => reserved.includes(each))
  );
}
