import type { Gateway, GatewayFilter } from '@/domain/estate/gateway';
import type { Family } from '@/domain/net/address';
import { prefixFamily } from '@/domain/net/prefix';
import { FAMILIES } from './sessions';

/** What FRR asks of one neighbour in one direction and of one family: a prefix list, another within a route map, and what that map sets. */
type Policy = {
  peer: string;
  family: Family;
  direction: 'in' | 'out';
  lists: readonly string[];
  sets: readonly string[];
};

/** Every filter of a gateway as a prefix list of its own, for each family: what it does not permit it denies. */
export function filterLines({ filters = [] }: Gateway): readonly string[] {
  return filters.flatMap((filter, at) =>
    FAMILIES.flatMap((family) => {
      const lines = linesOf(filter, family);
      // FRR lets everything through a list that has no lines.
      const some = lines.length === 0 ? ['deny any'] : lines;
      return some.map((line, n) => `${wordOf(family)} prefix-list ${nameOf(at)} seq ${n + 1} ${line}`);
    }),
  );
}

function wordOf(family: Family): string {
  return family === 4 ? 'ip' : 'ipv6';
}

function linesOf({ rules, permit = [] }: GatewayFilter, family: Family): readonly string[] {
  if (!rules) return permit.filter((prefix) => prefixFamily(prefix) === family).map((prefix) => `permit ${prefix}`);
  const own = rules.filter(({ prefix }) => prefixFamily(prefix) === family);
  const inOrder = own.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  return inOrder.map(({ action, prefix, ge, le }) =>
    [action, prefix, ...(ge === undefined ? [] : ['ge', ge]), ...(le === undefined ? [] : ['le', le])].join(' '),
  );
}

function nameOf(at: number): string {
  return `filter-${at}`;
}

/**
 * Of the neighbours that routes are exchanged with: a filter that was left behind for another filters nothing, and FRR refuses it.
 * @throws Error where a session has more filters than FRR has places for them
 */
export function policiesOf(
  { filters = [], bgpPeers = [] }: Gateway,
  family: Family,
  active: readonly string[],
): readonly Policy[] {
  return bgpPeers
    .filter(({ address }) => active.includes(address))
    .flatMap((neighbour) =>
      (['in', 'out'] as const).flatMap((direction): Policy[] => {
        const peer = neighbour.address;
        const own = filters.flatMap((each, at) =>
          each.peer === peer && each.direction === direction ? [nameOf(at)] : [],
        );
        if (own.length > 2) throw new Error(`${peer} has ${own.length} filters, and FRR takes two`);
        const sets = direction === 'in' ? setsOf(neighbour) : [];
        return own.length + sets.length === 0 ? [] : [{ peer, family, direction, lists: own, sets }];
      }),
    );
}

function setsOf({ localPreference, med }: NonNullable<Gateway['bgpPeers']>[number]): readonly string[] {
  return [
    ...(localPreference === undefined ? [] : [`set local-preference ${localPreference}`]),
    ...(med === undefined ? [] : [`set metric ${med}`]),
  ];
}

/** The route map of a policy, where it needs one. Stands before `router bgp`. */
export function mapLines({ peer, family, direction, lists, sets }: Policy): readonly string[] {
  if (lists.length < 2 && sets.length === 0) return [];
  return [
    `route-map ${direction}-${peer}-${family} permit 10`,
    ...(lists[1] === undefined ? [] : [` match ${wordOf(family)} address prefix-list ${lists[1]}`]),
    ...sets.map((set) => ` ${set}`),
    'exit',
  ];
}

/** What the neighbour is told to be asked for. Stands in its address family. */
export function policyLines({ peer, family, direction, lists, sets }: Policy): readonly string[] {
  return [
    ...(lists[0] === undefined ? [] : [`  neighbor ${peer} prefix-list ${lists[0]} ${direction}`]),
    ...(lists.length < 2 && sets.length === 0
      ? []
      : [`  neighbor ${peer} route-map ${direction}-${peer}-${family} ${direction}`]),
  ];
}
