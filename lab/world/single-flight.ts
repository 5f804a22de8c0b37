import { isSettled } from './route-tables';
import type { WorldState } from './state';

export type Busy = 'task-conflict' | 'unstable-entry';

/** One route mutation at a time per VPC and per VBR, while a call is being worked on and until its entry has settled. */
export class SingleFlight {
  private readonly taken = new Set<string>();

  /** Takes the router's lane; the returned function gives it back. Null while another call holds it. */
  enter(router: string): (() => void) | null {
    if (this.taken.has(router)) return null;
    this.taken.add(router);
    return () => this.taken.delete(router);
  }

  isTaken(router: string): boolean {
    return this.taken.has(router);
  }
}

/** Why a route of this table cannot be changed now: its own entries first, then those of the router's other tables. */
export function busyWith(state: WorldState, router: string, tableId: string): Busy | null {
  const unsettled = state.tables.filter((each) => each.router === router && !each.routes.every(isSettled));
  if (unsettled.some((table) => table.id === tableId)) return 'unstable-entry';
  return unsettled.length > 0 ? 'task-conflict' : null;
}
