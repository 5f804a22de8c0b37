import { counted, descendantsOf } from './collect';
import type { Element } from './elements';
import { code, type CardRow, type GraphNodeKind } from './graph';

/** Pools with more nodes than this start closed. */
const MANY_NODES = 12;
/** Regions with more VBRs than this start with their tables folded away. */
const MANY_VBRS = 8;
/** Where more than this would be drawn at first, sites start closed, and then regions. */
const OVERVIEW = 150;

/**
 * What starts closed because open it would fill the screen with like things: large pools, then the sites of a large estate,
 * then its regions.
 */
export function collapsedByDefault(elements: readonly Element[]): ReadonlySet<string> {
  const inside = descendantsOf(elements);
  const closed = new Set(
    elements.filter((each) => each.kind === 'pool' && inside(each.id).length > MANY_NODES).map((each) => each.id),
  );
  const vbrs = new Map<string, number>();
  for (const { kind, parent } of elements)
    if (kind === 'vbr' && parent !== undefined) vbrs.set(parent, (vbrs.get(parent) ?? 0) + 1);
  for (const { id, kind, parent } of elements)
    if (kind === 'vbr' && (vbrs.get(parent ?? '') ?? 0) > MANY_VBRS) closed.add(id);
  for (const kind of ['site', 'region'] as const) {
    if (collapse(elements, closed).elements.length <= OVERVIEW) break;
    for (const each of elements) if (each.kind === kind) closed.add(each.id);
  }
  return closed;
}

export type Collapsed = { elements: readonly Element[]; closed: ReadonlySet<string>; shownAs: (id: string) => string };

/** Takes away what is inside closed boxes; a closed box says how many of what it holds, a closed card nothing but its name. */
export function collapse(elements: readonly Element[], closed: ReadonlySet<string>): Collapsed {
  const inside = descendantsOf(elements);
  const standsFor = new Map<string, string>();
  for (const element of elements) {
    if (!closed.has(element.id) || standsFor.has(element.id)) continue;
    // What a box hides may have hidden other things before its turn came.
    for (const hidden of inside(element.id)) standsFor.set(hidden.id, element.id);
  }
  const really = new Set(elements.filter((each) => closed.has(each.id) && each.collapsible).map((each) => each.id));
  const shown = elements
    .filter((each) => !standsFor.has(each.id))
    .map((each) => (really.has(each.id) ? shut(each, inside(each.id)) : each));
  return { elements: shown, closed: really, shownAs: (id) => standsFor.get(id) ?? id };
}

function shut(element: Element, hidden: readonly Element[]): Element {
  if (hidden.length === 0) return { ...element, rows: [], below: [] };
  return { ...element, rows: [...(element.column === 'box' ? [] : element.rows), ...summary(hidden)] };
}

const KINDS: readonly GraphNodeKind[] = ['vpc', 'vbr', 'gateway', 'pool', 'node'];

function summary(hidden: readonly Element[]): readonly CardRow[] {
  const all = counted(hidden);
  return KINDS.flatMap((kind): readonly CardRow[] => {
    const count = all.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [{ kind: 'fact', id: `count ${kind}`, lead: code('counts', { kind, count }) }];
  });
}
