import type { Operation } from './operations';

export type Ordered = { operation: Operation; index: number };

/** What an operation occupies: a destination in a table, or an address among a VBR's peers. */
function placeOf(operation: Operation): string {
  return 'routeTable' in operation
    ? `${operation.routeTable} ${operation.prefix}`
    : `${operation.vbr} ${operation.address}`;
}

const adds = ({ operation }: Ordered) => operation.kind === 'add-route-entry' || operation.kind === 'add-bgp-peer';

/**
 * Adds come before removals (V15), each in the order given. Where an add takes the place of a removal the place must be
 * free first, so the removal goes directly before it; the gap shows in the states between.
 */
export function orderOperations(operations: readonly Operation[]): readonly Ordered[] {
  const all = operations.map((operation, index) => ({ operation, index }));
  const removals = all.filter((each) => !adds(each));
  const takenOver = (each: Ordered) =>
    removals.find((removal) => placeOf(removal.operation) === placeOf(each.operation));
  const free = all.filter((each) => adds(each) && !takenOver(each));
  const moves = all.filter(adds).flatMap((each) => {
    const removal = takenOver(each);
    return removal ? [removal, each] : [];
  });
  const paired = new Set(moves);
  return [...free, ...new Set(moves), ...removals.filter((each) => !paired.has(each))];
}
