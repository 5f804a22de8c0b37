import type { GraphNode } from './graph';

export type Arrow = 'left' | 'right' | 'up' | 'down';

type Spot = Pick<GraphNode, 'id' | 'x' | 'y' | 'width' | 'height' | 'parent'>;

/**
 * The node that an arrow key leads to: the nearest one on that side, counting distance across the direction double. Boxes
 * that hold the node are passed over, and so is what it holds. Null: nothing lies that way.
 */
export function stepFrom(nodes: readonly Spot[], from: string | null, arrow: Arrow): string | null {
  const start = nodes.find((each) => each.id === from);
  if (!start) return nodes[0]?.id ?? null;
  const [x, y] = middle(start);
  const horizontal = arrow === 'left' || arrow === 'right';
  const sign = arrow === 'left' || arrow === 'up' ? -1 : 1;
  let best: { id: string; distance: number } | null = null;
  for (const each of nodes) {
    if (each === start || holds(each, start)) continue;
    const [toX, toY] = middle(each);
    const along = (horizontal ? toX - x : toY - y) * sign;
    const across = Math.abs(horizontal ? toY - y : toX - x);
    if (along <= 1) continue;
    const distance = along + 2 * across;
    if (!best || distance < best.distance || (distance === best.distance && each.id < best.id))
      best = { id: each.id, distance };
  }
  return best?.id ?? null;
}

function middle(spot: Spot): [number, number] {
  return [spot.x + spot.width / 2, spot.y + spot.height / 2];
}

/** Whether one stands inside the other on the sheet. */
function holds(outer: Spot, inner: Spot): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
