import { prefixFamily, prefixLength, containsPrefix, type Prefix } from '@/domain/net/prefix';
import type { FilterRule, Gateway, GatewayFilter } from './gateway';

/** One direction of one session, by the address of its far end; without one nothing is filtered. */
export type FilteredSession = { peer: string | null; direction: GatewayFilter['direction'] };

/**
 * Whether a gateway lets a prefix pass on one session and in one direction. Several filters are asked one after the other and all of
 * them must let it pass, as the prefix list and the route map of one neighbour must in FRR; without any, everything passes.
 */
export function passesFilters(
  { filters }: Pick<Gateway, 'filters'>,
  { peer, direction }: FilteredSession,
  prefix: Prefix,
): boolean {
  return (filters ?? []).every(
    (filter) => filter.peer !== peer || filter.direction !== direction || permits(filter, prefix),
  );
}

/** Whether anything is filtered on that session in that direction. */
export function isFiltered({ filters }: Pick<Gateway, 'filters'>, { peer, direction }: FilteredSession): boolean {
  return (filters ?? []).some((filter) => filter.peer === peer && filter.direction === direction);
}

/** The first rule that fits decides, in the order of the numbers, and of the list where there are none; none fits: denied. */
function permits({ permit, rules }: GatewayFilter, prefix: Prefix): boolean {
  if (rules === undefined) return permit?.includes(prefix) ?? false;
  const inOrder = rules
    .map((rule, at) => ({ rule, at }))
    .sort((a, b) => (a.rule.sequence ?? 0) - (b.rule.sequence ?? 0) || a.at - b.at);
  return inOrder.find(({ rule }) => fitsRule(rule, prefix))?.rule.action === 'permit';
}

/** FRR, `ip prefix-list`: exactly this prefix, or those inside it whose length lies between `ge` and `le`. */
export function fitsRule({ prefix: outer, ge, le }: FilterRule, prefix: Prefix): boolean {
  if (ge === undefined && le === undefined) return prefix === outer;
  if (prefixFamily(outer) !== prefixFamily(prefix) || !containsPrefix(outer, prefix)) return false;
  const length = prefixLength(prefix);
  const longest = le ?? (prefixFamily(prefix) === 4 ? 32 : 128);
  return length >= (ge ?? prefixLength(outer)) && length <= longest;
}
