import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { addressFamily } from '@/domain/net/address';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { lastAddress, networkAddress, prefixLength } from '@/domain/net/prefix';
import { CLOUD_ASN, hostOf, sessionHealth, sessionsOf } from '@/domain/routing/bgp-session';
import { evidenceOf, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/link';
import { linkFaultOf, linkProof, meetOnLink } from '@/domain/routing/link-fault';
import { peersOf } from '@/domain/changes/estate-lookup';
import { PEERS_PER_VBR } from '@/domain/changes/rules/bgp-quota';
import type { Finding, FindingFix } from './finding';
import { sitesBehind } from './required';
import type { StandingCheck } from './standing';

type VbrFinding = Pick<Finding, 'code' | 'kind' | 'severity' | 'params' | 'fix'> & { owner?: Finding['owner'] };

function onVbr({ key }: Vbr, { owner = 'cloud', params, ...rest }: VbrFinding): Finding {
  return { ...rest, owner, subject: { kind: 'vbr', key }, params: { vbr: key, ...params }, flows: [] };
}

function vbrsRead(index: EstateIndex): readonly Vbr[] {
  return evidenceOf(index, 'vbr').kind === 'stale' ? [] : [...index.vbrs.values()];
}

/** The VBRs that lead to a site, by site. */
function vbrsBySite(index: EstateIndex): ReadonlyMap<string, readonly Vbr[]> {
  const pairs = vbrsRead(index).flatMap((vbr) => sitesBehind(index, vbr).map((site) => ({ site, vbr })));
  const groups = groupBy(pairs, ({ site }) => site);
  return new Map([...groups].map(([site, each]) => [site, each.map(({ vbr }) => vbr)]));
}

/** The VBR takes no further peer (F09). */
export const bgpPeerQuota: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr): readonly Finding[] => {
    if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
    const used = peersOf(vbr).length;
    if (used < PEERS_PER_VBR) return [];
    const params = { used, quota: PEERS_PER_VBR };
    const fix = used === PEERS_PER_VBR ? removalOf(vbr) : undefined;
    return [onVbr(vbr, { code: 'F09', kind: 'bgp-peer-quota', severity: 'warning', params, ...(fix ? { fix } : {}) })];
  });

/** A peer that is seen to carry nothing is the one to go. */
function removalOf(vbr: Vbr): FindingFix | undefined {
  const idle = sessionsOf(vbr).find(
    (session) => sessionHealth(session) === 'down' && session.peer.address !== undefined,
  );
  if (!idle) return undefined;
  const params = { vbr: vbr.key, group: idle.group.key, address: idle.peer.address ?? '' };
  return { operation: 'remove-bgp-peer', params };
}

/** Two circuits to one site with different cloud ASNs: what one session brings back is refused, or loops, on the other (F33). */
export const localAsnDiffers: StandingCheck = ({ index }) =>
  [...vbrsBySite(index)].flatMap(([site, vbrs]): readonly Finding[] => {
    const known = vbrs.filter((vbr) => evidenceOf(index, 'bgp-group', vbr.key).kind !== 'stale');
    const asns = known.flatMap((vbr) => (vbr.bgpGroups ?? []).map((group) => group.localAsn ?? CLOUD_ASN));
    const different = [...new Set(asns)].sort((a, b) => a - b);
    if (different.length < 2) return [];
    const params = { site, asns: different.join(', ') };
    const subject = { kind: 'site', key: site } as const;
    return [
      { code: 'F33', kind: 'local-asn-differs', severity: 'warning', owner: 'cloud', subject, params, flows: [] },
    ];
  });

/** Circuits to one site that pass packets of different sizes: what fits one way stalls the other (F22). */
export const mtuDiffers: StandingCheck = ({ index }) =>
  [...vbrsBySite(index)].flatMap(([site, vbrs]): readonly Finding[] => {
    const sizes = [...new Set(vbrs.flatMap(({ mtu }) => mtu ?? []))].sort((a, b) => a - b);
    if (sizes.length < 2) return [];
    const params = { site, sizes: sizes.join(', ') };
    const subject = { kind: 'site', key: site } as const;
    return [{ code: 'F22', kind: 'mtu-differs', severity: 'warning', owner: 'cloud', subject, params, flows: [] }];
  });

/** A VBR that is gone keeps its VLAN for seven days. */
const ENDED = ['terminating', 'terminated', 'deleting'];

/** One VLAN of one circuit belongs to one VBR (V11); one that has ended still holds it (F28). */
export const vlanTwice: StandingCheck = ({ index }) => {
  const uses = vbrsRead(index).flatMap((vbr) =>
    vbr.vlanId === undefined ? [] : vbr.physicalConnections.map((circuit) => ({ vbr, circuit, vlan: vbr.vlanId ?? 0 })),
  );
  return [...groupBy(uses, ({ circuit, vlan }) => `${vlan} ${circuit}`).values()].flatMap(
    (each): readonly Finding[] => {
      const inOrder = [...each].sort((a, b) => (a.vbr.key < b.vbr.key ? -1 : 1));
      const [first, ...others] = inOrder.filter(({ vbr }) => !ENDED.includes(vbr.status ?? ''));
      if (!first) return [];
      const { circuit, vlan } = first;
      const held = inOrder.find(({ vbr }) => ENDED.includes(vbr.status ?? ''));
      const heldBy = { vlan, circuit, other: held?.vbr.key ?? '' };
      return [
        ...others.map(({ vbr }) =>
          onVbr(vbr, {
            code: 'V11',
            kind: 'vlan-twice',
            severity: 'error',
            params: { vlan, circuit, other: first.vbr.key },
          }),
        ),
        ...(held ? [onVbr(first.vbr, { code: 'F28', kind: 'vlan-held', severity: 'warning', params: heldBy })] : []),
      ];
    },
  );
};

/** The gateway tags another VLAN than the VBR expects on the very link they share (V11): nothing passes. */
export const vlanDiffers: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr) => {
    const address = hostOf(vbr.peerGatewayAddress);
    if (address === null || vbr.vlanId === undefined) return [];
    const found = gatewaysOf(index, vbr).flatMap((gateway) =>
      gateway.interfaces.flatMap((each): readonly Finding[] => {
        const same = hostOf(each.address) === address && vbr.physicalConnections.includes(each.circuit ?? '');
        if (!same || each.vlanId === undefined || each.vlanId === vbr.vlanId) return [];
        const params = { vlan: vbr.vlanId ?? 0, gateway: gateway.key, other: each.vlanId };
        const severity = severityOf(index, vbr, linkFaultOf(vbr, gateway), gateway);
        return [onVbr(vbr, { code: 'V11', kind: 'vlan-differs', severity, owner: 'idc', params })];
      }),
    );
    return found.slice(0, 1);
  });

/** An error is what lets nothing pass: no session over the link shows that it works all the same. */
function severityOf(index: EstateIndex, vbr: Vbr, fault: unknown, gateway: Gateway | undefined): 'error' | 'warning' {
  return fault && linkProof(index, vbr, gateway) === null ? 'error' : 'warning';
}

/** Both ends of a link stand in one subnet of /24 to /30, on addresses of their own, and the far one is the gateway's (V10). */
export const linkSubnet: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr): readonly Finding[] => {
    const { localGatewayAddress: local, peerGatewayAddress: peer } = vbr;
    if (local === undefined || peer === undefined) return [];
    if (!isLink(local, peer)) {
      const severity = severityOf(index, vbr, !meetOnLink(vbr), undefined);
      return [onVbr(vbr, { code: 'V10', kind: 'link-subnet', severity, params: { local, peer } })];
    }
    const found = gatewaysOf(index, vbr).flatMap((gateway): readonly Finding[] => {
      const fault = linkFaultOf(vbr, gateway);
      if (fault?.kind !== 'addresses') return [];
      const severity = severityOf(index, vbr, fault, gateway);
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
