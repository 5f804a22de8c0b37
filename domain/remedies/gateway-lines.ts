import type { Finding } from '@/domain/checks/finding';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { addressFamily, tryParseAddress, type Family } from '@/domain/net/address';
import { prefixFamily, tryParsePrefix } from '@/domain/net/prefix';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { localHost, localOf, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { step, text, type RemedyStep } from './remedy';

/** The gateway that a finding names, the VBR, and the VBR's address of their link or session: the neighbour on the gateway. */
export type Link = { gateway: Gateway | undefined; vbr: Vbr | undefined; address: string };

/** Where a finding says of a session or of a VBR's link of that family. */
export function linkOf(index: EstateIndex, finding: Finding, family: Family = 4): Link {
  const { gateways, vbrs } = index;
  const { subject } = finding;
  const vbr = vbrs.get(text(finding, 'vbr') || (subject.kind === 'vbr' ? subject.key : ''));
  const named = gateways.get(text(finding, 'gateway') || (subject.kind === 'gateway' ? subject.key : ''));
  const gateway = named ?? (vbr && gatewaysOf(index, vbr)[0]);
  const session = sessionOf(vbr, finding);
  const near = session ? localOf(session) : vbr && localHost(vbr, family);
  return { gateway, vbr, address: text(finding, 'address') || (near ?? '') };
}

/** The session that a finding names. */
export function sessionOf(vbr: Vbr | undefined, finding: Finding): Session | undefined {
  const peer = text(finding, 'peer');
  return vbr && sessionsOf(vbr).find((each) => each.peer.key === peer);
}

type Spoken = { frr?: readonly string[]; gobgp?: readonly string[] };

/** The lines for the gateway's kind. In FRR what is configured is typed into vtysh. */
export function lines(gateway: Gateway | undefined, { frr = [], gobgp = [] }: Spoken): readonly string[] {
  if (gateway?.driver === 'frr') return frr;
  return gateway?.driver === 'gobgp' ? gobgp : [];
}

/** Inside the BGP process of FRR. */
export function configured(gateway: Gateway | undefined, ...inside: readonly string[]): readonly string[] {
  if (!gateway) return [];
  return ['configure terminal', `router bgp ${gateway.asn}`, ...inside.map((line) => ` ${line}`), 'end'];
}

/** The family of a prefix; what is none says nothing of IPv6. */
export function familyOf(prefix: string): Family {
  const parsed = tryParsePrefix(prefix);
  return parsed.ok ? prefixFamily(parsed.value) : 4;
}

/** The family of the routes that a session between addresses of this one carries. */
export function carriedBy(address: string): Family {
  const parsed = tryParseAddress(address);
  return parsed.ok ? addressFamily(parsed.value) : 4;
}

/** Inside an address family of it. */
export function inFamily(family: Family, ...inside: readonly string[]): readonly string[] {
  return [`address-family ipv${family} unicast`, ...inside.map((line) => ` ${line}`), 'exit-address-family'];
}

/** As the steps call it. */
export const nameOf = (gateway: Gateway | undefined, finding: Finding) => gateway?.key ?? text(finding, 'gateway');

/** What the gateway itself says of a neighbour. */
export function look(gateway: Gateway | undefined, name: string, address: string): RemedyStep {
  const family = `ipv${carriedBy(address)}`;
  const commands = lines(gateway, {
    frr: [`show bgp neighbors ${address}`, `show bgp ${family} unicast neighbors ${address} advertised-routes`],
    gobgp: [`gobgp neighbor ${address}`, `gobgp neighbor ${address} adj-out -a ${family}`],
  });
  return step('gateway-look', { gateway: name, address }, commands);
}
