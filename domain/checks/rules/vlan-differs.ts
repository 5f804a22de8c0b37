import { hostOf, peerHosts } from '@/domain/routing/sessions/bgp-session';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { linkFaultsOf } from '@/domain/routing/sessions/link-fault';
import type { Finding } from '../finding';
import { onVbr, severityOfLink, vbrsRead } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** The gateway tags another VLAN than the VBR expects on the very link they share (V11): nothing passes. */
export const vlanDiffers: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr) => {
    const addresses = peerHosts(vbr);
    if (vbr.vlanId === undefined) return [];
    const found = gatewaysOf(index, vbr).flatMap((gateway) =>
      gateway.interfaces.flatMap((each): readonly Finding[] => {
        const same =
          addresses.includes(hostOf(each.address) ?? '') && vbr.physicalConnections.includes(each.circuit ?? '');
        if (!same || each.vlanId === undefined || each.vlanId === vbr.vlanId) return [];
        const params = { vlan: vbr.vlanId ?? 0, gateway: gateway.key, other: each.vlanId };
        const severity = severityOfLink(index, vbr, linkFaultsOf(vbr, gateway)[4], gateway);
        return [onVbr(vbr, { code: 'V11', kind: 'vlan-differs', severity, owner: 'idc', params })];
      }),
    );
    return found.slice(0, 1);
  });
