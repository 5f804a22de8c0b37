import { assertNever } from '@/domain/errors';
import { addRouteOutOfBand, deleteRouteOutOfBand, setSession } from '@/lab/world/edits';
import type { World } from '@/lab/world/world';
import type { Mishap } from './fault';

/** A mishap that names what is not there does nothing: the plan is older than the world. */
export function befall(world: World, mishap: Mishap): void {
  switch (mishap.kind) {
    case 'session':
      setSession(world, mishap.peer, mishap.state);
      return;
    case 'add-route':
      addRouteOutOfBand(world, mishap.routeTable, mishap.entry);
      return;
    case 'delete-route':
      deleteRouteOutOfBand(world, mishap.routeTable, mishap.prefix);
      return;
    default:
      assertNever(mishap);
  }
}
