import type { Scene } from './scene';

export type Bounds = { x: number; y: number; width: number; height: number };

/** The sheet, and whatever somebody has dragged beyond any of its edges, px. */
export function boundsOf({ nodes, width, height }: Pick<Scene, 'nodes' | 'width' | 'height'>): Bounds {
  let [left, top, right, bottom] = [0, 0, width, height];
  for (const each of nodes) {
    left = Math.min(left, each.x);
    top = Math.min(top, each.y);
    right = Math.max(right, each.x + each.width);
    bottom = Math.max(bottom, each.y + each.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
