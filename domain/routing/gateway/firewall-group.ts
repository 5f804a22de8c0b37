import type { Gateway } from '@/domain/estate/gateway';
import { oncePer } from '@/domain/memo';
import { gatewaysOfSite, type EstateIndex } from '../estate-index';
import { gatewaysPassed, type Packet } from '../packet';

/** Gateways by whose firewalls traffic is known: those that it passed, and those to which a firewall among them tells what it lets through. */
export function knownToFirewalls(index: EstateIndex, packet: Packet): readonly string[] {
  const passed = gatewaysPassed(packet);
  const mates = matesOf(index);
  if (mates.size === 0) return passed;
  return [...new Set(passed.flatMap((key) => [key, ...(mates.get(key) ?? [])]))];
}

/** Whether gateways are of one group. */
export function shareState(index: EstateIndex, keys: readonly string[]): boolean {
  const [first, ...others] = keys.map((key) => index.gateways.get(key));
  return first !== undefined && others.every((each) => each !== undefined && isOneGroup(first, each));
}

/** Of a gateway that has a firewall, or may have one, the others of its group. */
const matesOf = oncePer((index: EstateIndex): ReadonlyMap<string, readonly string[]> => {
  const grouped = index.estate.gateways.filter(({ firewallGroup }) => firewallGroup !== undefined);
  return new Map(
    grouped
      .filter(({ permits }) => permits?.length !== 0)
      .map((own) => {
        const mates = gatewaysOfSite(index, own.site).filter((each) => each !== own && isOneGroup(own, each));
        return [own.key, mates.map(({ key }) => key)] as const;
      }),
  );
});

function isOneGroup(a: Gateway, b: Gateway): boolean {
  return a.firewallGroup !== undefined && a.firewallGroup === b.firewallGroup && a.site === b.site;
}
