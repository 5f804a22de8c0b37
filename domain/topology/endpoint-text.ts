import type { Endpoint } from '@/domain/estate/flow';
import { oncePer } from '@/domain/memo';
import { addressFamily, tryParseAddress, type Address } from '@/domain/net/address';
import { parsePrefix, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { EstateIndex } from '@/domain/routing/estate-index';

/**
 * An end of a path as somebody types it: an address, a prefix, the key of a pool, site, LAN or vSwitch, or the name
 * of a node. Null: nothing of that name.
 */
export function endpointOf(index: EstateIndex, text: string): Endpoint | null {
  const typed = text.trim();
  if (index.pools.has(typed)) return { pool: typed };
  if (index.sites.has(typed)) return { site: typed };
  const prefix = tryParsePrefix(typed);
  if (prefix.ok) return { prefix: prefix.value };
  const address = tryParseAddress(typed);
  if (address.ok) return { prefix: hostPrefix(address.value) };
  const named = prefixByName(index).get(typed);
  return named === undefined ? null : { prefix: named };
}

/** What is called by a name and is one range: LANs and vSwitches, and nodes by their own address. */
const prefixByName = oncePer((index: EstateIndex): ReadonlyMap<string, Prefix> => {
  const { clusters, vpcs } = index.estate;
  const nodes = clusters.flatMap((cluster) =>
    (cluster.nodes ?? []).flatMap(({ name, address, address6 }) => {
      const own = address ?? address6;
      return own === undefined ? [] : [[name, hostPrefix(own)] as const];
    }),
  );
  const vSwitches = vpcs.flatMap((vpc) => (vpc.vSwitches ?? []).map(({ key, prefix }) => [key, prefix] as const));
  const lans = [...index.lans.values()].map(({ lan }) => [lan.key, lan.prefix] as const);
  return new Map([...nodes, ...vSwitches, ...lans]);
});

function hostPrefix(address: Address): Prefix {
  return parsePrefix(`${address}/${addressFamily(address) === 4 ? 32 : 128}`);
}
