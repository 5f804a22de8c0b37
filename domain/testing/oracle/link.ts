import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';

/** What stands before the slash. */
export function hostPart(text: string | undefined): string | null {
  return text === undefined ? null : (text.split('/')[0] ?? null);
}

/** The address of either side of a VBR's link for one family. */
export function endOf(vbr: Vbr, side: 'local' | 'peer', family: 4 | 6): string | null {
  if (side === 'local') return hostPart(family === 4 ? vbr.localGatewayAddress : vbr.localGatewayAddress6);
  return hostPart(family === 4 ? vbr.peerGatewayAddress : vbr.peerGatewayAddress6);
}

export function gatewaysOf({ gateways, physicalConnections }: Estate, vbr: Vbr): readonly Gateway[] {
  const far = [endOf(vbr, 'peer', 4), endOf(vbr, 'peer', 6)].filter((each) => each !== null);
  const linked = gateways.filter((gateway) =>
    gateway.interfaces.some(({ address, circuit, vlanId }) => {
      const mine = circuit !== undefined && vbr.physicalConnections.includes(circuit);
      if (far.includes(hostPart(address) ?? '') && (circuit === undefined || mine)) return true;
      return mine && (vlanId === undefined || vbr.vlanId === undefined || vlanId === vbr.vlanId);
    }),
  );
  if (linked.length > 0) return linked;
  const ends = physicalConnections.filter(({ key }) => vbr.physicalConnections.includes(key)).map(({ site }) => site);
  return gateways.filter(({ site }) => ends.includes(site));
}
