import type { BgpNetwork } from '@/domain/estate/bgp';
import type { NodePool } from '@/domain/estate/cluster';
import type { DeclaredCluster } from '@/domain/estate/declared';

type Fields = Readonly<Record<string, string>>;

/** Members of a list as fields of their own, so that each is compared with itself: `bgpPeers|172.16.0.2`. */
export type ComparedMembers = { declared: Fields; observed: Fields };

/** What is on one side of a list and not on the other. */
export const ABSENT = '—';

type Peer = { address: string; peerAsn?: number };

/**
 * Neighbours by address. Whoever declares a list means all of it: a neighbour that only one side knows is drift. Left out: not
 * declared, or not read to its end.
 */
export function comparedPeers(
  declared: readonly Peer[] | undefined,
  observed: readonly Peer[] | undefined,
): ComparedMembers {
  const asked = new Map((declared ?? []).map((each) => [each.address, each.peerAsn]));
  const asn = (of: number | undefined) => (of === undefined ? '?' : `AS ${of}`);
  const seen = (observed ?? []).map((each): [string, string] => [
    nameOf(each),
    // A gateway that does not tell the number does not contradict the declared one.
    asn(each.peerAsn ?? asked.get(each.address)),
  ]);
  const said = (declared ?? []).map((each): [string, string] => [nameOf(each), asn(each.peerAsn)]);
  return {
    declared: Object.fromEntries([...(declared ? absentOf(seen) : []), ...said]),
    observed: Object.fromEntries([...(observed ? absentOf(said) : []), ...seen]),
  };
}

function nameOf({ address }: Peer): string {
  return `bgpPeers|${address}`;
}

function absentOf(entries: readonly (readonly [string, string])[]): [string, string][] {
  return entries.map(([name]) => [name, ABSENT]);
}

/** What a VBR announces to the data centre, by prefix: whose range it is, and how far that has come. Nobody declares them. */
export function networkLines(networks: readonly BgpNetwork[]): Fields {
  return Object.fromEntries(
    networks.map(({ prefix, vpc, status }) => [`bgpNetworks|${prefix}`, [vpc, status].filter(Boolean).join(', ')]),
  );
}

/**
 * Pools and speakers that people speak of, beside the lists that were read to their end (left out: not read). Others have no need
 * to be declared, so only what is declared and is not there, or is something else, is drift.
 */
export function comparedParts(
  declared: Pick<DeclaredCluster, 'nodePools' | 'nodes'>,
  { pools, nodes }: { pools?: readonly Pick<NodePool, 'key' | 'kind'>[]; nodes?: readonly { name: string }[] },
): ComparedMembers {
  const kinds = new Map((pools ?? []).map(({ key, kind }) => [key, kind]));
  const names = new Set((nodes ?? []).map(({ name }) => name));
  const saidPools = (declared.nodePools ?? []).map(({ key, kind }): [string, string] => [`nodePools|${key}`, kind]);
  const missing = (declared.nodes ?? []).filter(({ name, speaker }) => speaker && nodes && !names.has(name));
  return {
    declared: Object.fromEntries([
      ...saidPools,
      ...missing.map(({ name, speaker }) => [`nodes|${name}`, `AS ${speaker?.asn ?? '?'}`]),
    ]),
    observed: Object.fromEntries([
      ...(pools ? (declared.nodePools ?? []).map(({ key }) => [`nodePools|${key}`, kinds.get(key) ?? ABSENT]) : []),
      ...missing.map(({ name }) => [`nodes|${name}`, ABSENT]),
    ]),
  };
}
