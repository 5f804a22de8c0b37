import { collapse, type Collapsed } from './collapse';
import { descendantsOf } from './collect';
import type { Element } from './elements';
import type { GraphNodeKind } from './graph';
import { drawnLinks, type Link } from './links';

/** What had to be put away so that no more is drawn than can be. */
export type Limited = Collapsed & { links: ReadonlyMap<string, Link>; putAway: number; leftOut: number };

/** The order in which boxes are closed to make room. */
const CLOSED_FIRST: readonly GraphNodeKind[] = ['pool', 'lan', 'site', 'vpc', 'region'];

/**
 * Closes what somebody opened, the largest first, until nodes and lines together are no more than `most`; where even closed
 * boxes are too many, the last of them are left out. Says how many of each.
 */
export function limit(
  elements: readonly Element[],
  links: readonly Link[],
  wanted: ReadonlySet<string>,
  most: number,
): Limited {
  const inside = descendantsOf(elements);
  const closed = new Set(wanted);
  let drawn = measured(elements, links, closed);
  for (const kind of CLOSED_FIRST) {
    const open = drawn.elements
      .filter((each) => each.kind === kind && each.collapsible && !drawn.closed.has(each.id))
      .sort((a, b) => inside(b.id).length - inside(a.id).length || (a.id < b.id ? -1 : 1));
    let over = drawn.elements.length + drawn.links.size - most;
    for (const each of open) {
      if (over <= 0) break;
      closed.add(each.id);
      over -= inside(each.id).length;
    }
    if (closed.size > drawn.closed.size) drawn = measured(elements, links, closed);
  }
  const room = Math.max(0, most - drawn.links.size);
  const kept = drawn.elements.slice(0, room);
  const ids = new Set(kept.map((each) => each.id));
  return {
    ...drawn,
    elements: kept,
    links: new Map([...drawn.links].filter(([, each]) => ids.has(each.from) && ids.has(each.to))),
    putAway: closed.size - wanted.size,
    leftOut: drawn.elements.length - kept.length,
  };
}

function measured(elements: readonly Element[], links: readonly Link[], closed: ReadonlySet<string>) {
  const drawn = collapse(elements, closed);
  const ids = new Set(drawn.elements.map((each) => each.id));
  return { ...drawn, links: drawnLinks(links, (id) => ids.has(id), drawn.shownAs) };
}
