import type { Gateway } from '@/domain/estate/gateway';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Family } from '@/domain/net/address';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { heldBy } from '@/domain/routing/bgp/announced';
import { localHost } from '@/domain/routing/sessions/bgp-session';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** Which gateways can be told in commands; the others are told in words. */
type CommandDialect = 'frr' | 'gobgp';

function dialectOf({ driver }: Pick<Gateway, 'driver'>): CommandDialect | null {
  return driver === 'frr' || driver === 'gobgp' ? driver : null;
}

type Announcing = {
  gateway: Gateway;
  vbr: Vbr;
  family: Family;
  prefixes: readonly Prefix[];
  announced: readonly Prefix[];
};

/**
 * The commands that make a gateway announce exactly these prefixes of one family to one VBR, and nothing else of it, whatever an
 * earlier run of such commands left there. What they make it announce that it did not have, other neighbours get too, unless a filter of their own
 * keeps it from them. Empty where the gateway's kind is not spoken, or the VBR's address of the link is not known.
 */
export function announceCommands(
  index: EstateIndex,
  { gateway, vbr, family, prefixes, announced }: Announcing,
): readonly string[] {
  const neighbour = localHost(vbr, family);
  const dialect = dialectOf(gateway);
  if (neighbour === null || dialect === null || prefixes.length === 0) return [];
  // What it has already, from a node or of its own, must not be made again: a path of its own would win over the node's.
  const held = new Set([...announced, ...heldBy(index, gateway).map(({ prefix }) => prefix)]);
  const made = prefixes.filter((prefix) => !held.has(prefix));
  const takesBack = announced.some((prefix) => !prefixes.includes(prefix));
  const spoken = { neighbour, name: nameFor(vbr, family), family, prefixes, made, takesBack };
  return dialect === 'frr' ? frrCommands({ ...spoken, asn: gateway.asn, held: [...held] }) : gobgpCommands(spoken);
}

/** Keys of the cloud are of letters, digits and dashes; whatever else a file has in one is no part of a command. */
function nameFor({ key }: Vbr, family: Family): string {
  return `to-${key.replace(/[^A-Za-z0-9-]/g, '-')}${family === 6 ? '-ipv6' : ''}`;
}

type Spoken = {
  neighbour: string;
  name: string;
  family: Family;
  prefixes: readonly Prefix[];
  made: readonly Prefix[];
  /** something that is announced now must not be any more */
  takesBack: boolean;
};

/**
 * FRR, "BGP": an aggregate is announced while a part of it is in the table, anything else as a network, for which no route of the
 * gateway itself is asked; the prefix list holds the parts back from this neighbour. A list that is there already is written anew.
 */
function frrCommands({
  asn,
  neighbour,
  name,
  family,
  prefixes,
  made,
  held,
}: Spoken & { asn: number; held: readonly Prefix[] }): readonly string[] {
  const list = family === 6 ? 'ipv6 prefix-list' : 'ip prefix-list';
  const hasPart = (prefix: Prefix) => held.some((part) => part !== prefix && containsPrefix(prefix, part));
  return [
    'configure terminal',
    `no ${list} ${name}`,
    ...prefixes.map((prefix, at) => `${list} ${name} seq ${(at + 1) * 5} permit ${prefix}`),
    `router bgp ${asn}`,
    ...(made.every(hasPart) ? [] : [' no bgp network import-check']),
    ` address-family ipv${family} unicast`,
    ...made.map((prefix) => `  ${hasPart(prefix) ? 'aggregate-address' : 'network'} ${prefix}`),
    `  neighbor ${neighbour} prefix-list ${name} out`,
    ' exit-address-family',
    'end',
    `clear bgp ipv${family} unicast ${neighbour} soft out`,
  ];
}

/**
 * GoBGP, "CLI command syntax": it has no aggregates, so a path of its own stands for one, and an export policy holds the rest back. What
 * is there already would be added to, so that goes first; where nothing is there the first lines are refused. GoBGP 3.10 takes nothing
 * back that it has sent when a policy is another, whatever soft reset it is asked for: only a new session does, after some ten seconds.
 */
function gobgpCommands({ neighbour, name, family, prefixes, made, takesBack }: Spoken): readonly string[] {
  return [
    `gobgp global policy export del ${name}`,
    `gobgp policy del ${name}`,
    `gobgp policy statement del ${name}-permit`,
    `gobgp policy statement del ${name}-rest`,
    `gobgp policy prefix del ${name}`,
    ...made.map((prefix) => `gobgp global rib add ${prefix} -a ipv${family}`),
    ...prefixes.map((prefix) => `gobgp policy prefix add ${name} ${prefix}`),
    `gobgp policy neighbor add ${name} ${neighbour}`,
    `gobgp policy statement add ${name}-permit`,
    `gobgp policy statement ${name}-permit add condition neighbor ${name}`,
    `gobgp policy statement ${name}-permit add condition prefix ${name}`,
    `gobgp policy statement ${name}-permit add action accept`,
    `gobgp policy statement add ${name}-rest`,
    `gobgp policy statement ${name}-rest add condition neighbor ${name}`,
    `gobgp policy statement ${name}-rest add action reject`,
    `gobgp policy add ${name} ${name}-permit ${name}-rest`,
    `gobgp global policy export add ${name}`,
    ...(takesBack
      ? [`gobgp neighbor ${neighbour} disable`, `gobgp neighbor ${neighbour} enable`]
      : [`gobgp neighbor ${neighbour} softresetout -a ipv${family}`]),
  ];
}
