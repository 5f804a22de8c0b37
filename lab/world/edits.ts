import { nextHopsOf, type RouteEntry } from '@/domain/estate/routes';
import type { Prefix } from '@/domain/net/prefix';
import { derivedId } from './ids';
import { findTable } from './route-tables';
import { wireNextHopType, wireRouteType } from './vocabulary';
import type { World } from './world';

/** Holds a peer's session down, or lets it go: as if somebody had pulled the plug. False when there is no such peer. */
export function setSession(world: World, peer: string, wanted: 'up' | 'down'): boolean {
  if (!world.state.peers.some((each) => each.id === peer)) return false;
  world.change((state) => {
    const others = state.heldDown.filter((each) => each !== peer);
    state.heldDown = wanted === 'down' ? [...others, peer] : others;
  });
  return true;
}

/** Puts an entry into a table at once, as if done in the console. False when there is no such table. */
export function addRouteOutOfBand(world: World, table: string, entry: RouteEntry): boolean {
  if (!findTable(world.state, table)) return false;
  world.change((state) => {
    findTable(state, table)?.routes.push({
      id: derivedId('rte', table, entry.prefix, String(world.nextNumber())),
      prefix: entry.prefix,
      type: wireRouteType(entry.type),
      status: 'Available',
      name: '',
      description: entry.description ?? '',
      nextHops: nextHopsOf(entry).map((hop) => ({ type: wireNextHopType(hop.kind), id: hop.key, weight: hop.weight })),
      modified: world.timestamp,
    });
  });
  return true;
}

/** Takes the entries of one prefix out of a table at once. False when there is none. */
export function deleteRouteOutOfBand(world: World, table: string, prefix: Prefix): boolean {
  const isIt = (route: { prefix: Prefix }) => route.prefix === prefix;
  if (!findTable(world.state, table)?.routes.some(isIt)) return false;
  world.change((state) => {
    const found = findTable(state, table);
    if (found) found.routes = found.routes.filter((route) => !isIt(route));
  });
  return true;
}
