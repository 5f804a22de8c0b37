import type { Gateway } from '@/domain/estate/gateway';
import type { Vbr } from '@/domain/estate/express-connect';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { heldBy } from '@/domain/routing/bgp/announced';
import { hostOf } from '@/domain/routing/sessions/bgp-session';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** Which gateways can be told in commands; the others are told in words. */
type CommandDialect = 'frr' | 'gobgp';

function dialectOf({ driver }: Pick<Gateway, 'driver'>): CommandDialect | null {
  return driver === 'frr' || driver === 'gobgp' ? driver : null;
}

type Announcing = { gateway: Gateway; vbr: Vbr; prefixes: readonly Prefix[]; announced: readonly Prefix[] };

/**
 * The commands that make a gateway announce exactly these prefixes to one VBR, and nothing else to it. Other neighbours keep what
 * they get. Empty where the gateway's kind is not spoken, or the VBR's address of the link is not known.
 */
export function announceCommands(
  index: EstateIndex,
  { gateway, vbr, prefixes, announced }: Announcing,
): readonly string[] {
  const neighbour = hostOf(vbr.localGatewayAddress);
  const dialect = dialectOf(gateway);
  if (neighbour === null || dialect === null || prefixes.length === 0) return [];
  // What it has already, from a node or of its own, must not be made again: a path of its own would win over the node's.
  const held = new Set([...announced, ...heldBy(index, gateway).map(({ prefix }) => prefix)]);
  const made = prefixes.filter((prefix) => !held.has(prefix));
  const name = nameFor(vbr);
  return dialect === 'frr'
    ? frrCommands({ asn: gateway.asn, neighbour, name, prefixes, made })
    : gobgpCommands({ neighbour, name, prefixes, made });
}

/** Keys of the cloud are of letters, digits and dashes; whatever else a file has in one is no part of a command. */
function nameFor({ key }: Vbr): string {
  return `to-${key.replace(/[^A-Za-z0-9-]/g, '-')}`;
}

type Spoken = { neighbour: string; name: string; prefixes: readonly Prefix[]; made: readonly Prefix[] };

/** FRR, "BGP": an aggregate is announced while a part of it is in the table; the prefix list holds the parts back from this neighbour. */
function frrCommands({ asn, neighbour, name, prefixes, made }: Spoken & { asn: number }): readonly string[] {
  const six = prefixes.some((prefix) => prefixFamily(prefix) === 6);
  const [list, family] = six ? ['ipv6 prefix-list', 'ipv6'] : ['ip prefix-list', 'ipv4'];
  return [
    'configure terminal',
    ...prefixes.map((prefix, at) => `${list} ${name} seq ${(at + 1) * 5} permit ${prefix}`),
    `router bgp ${asn}`,
    ` address-family ${family} unicast`,
    ...made.map((prefix) => `  aggregate-address ${prefix}`),
    `  neighbor ${neighbour} prefix-list ${name} out`,
    ' exit-address-family',
    'end',
    `clear bgp ${family} unicast ${neighbour} soft out`,
  ];
}

/** GoBGP, "CLI command syntax": it has no aggregates, so a path of its own stands for one, and an export policy holds the rest back. */
function gobgpCommands({ neighbour, name, prefixes, made }: Spoken): readonly string[] {
  const familyOf = (prefix: Prefix) => `ipv${prefixFamily(prefix)}`;
  const [first] = prefixes;
  return [
    ...made.map((prefix) => `gobgp global rib add ${prefix} -a ${familyOf(prefix)}`),
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
    ...(first ? [`gobgp neighbor ${neighbour} softresetout -a ${familyOf(first)}`] : []),
  ];
}
