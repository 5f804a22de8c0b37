import { assertNever } from '@/domain/errors';
import { settleAddOn } from './add-ons';
import type { Transition, WorldState } from './state';
import { isStatus } from './vocabulary';

/** Lets one transition arrive: what was being deleted is gone, everything else is Available. */
export function settle(state: WorldState, transition: Transition): void {
  const { kind, within, id } = transition;
  switch (kind) {
    case 'route': {
      const table = state.tables.find((each) => each.id === within);
      if (table) table.routes = settled(table.routes, (route) => route.id === id);
      return;
    }
    case 'group':
      state.groups = settled(state.groups, (group) => group.id === id);
      return;
    case 'peer':
      state.peers = settled(state.peers, (peer) => peer.id === id);
      if (!state.peers.some((peer) => peer.id === id)) state.heldDown = state.heldDown.filter((each) => each !== id);
      return;
    case 'network':
      state.networks = settled(state.networks, (network) => network.vbr === within && network.prefix === id);
      return;
    case 'add-on':
      settleAddOn(state, within, id);
      return;
    default:
      return assertNever(kind);
  }
}

function settled<T extends { status: string }>(all: readonly T[], isIt: (each: T) => boolean): T[] {
  return all
    .filter((each) => !(isIt(each) && isStatus(each.status, 'deleting')))
    .map((each) => (isIt(each) ? { ...each, status: 'Available' } : each));
}
