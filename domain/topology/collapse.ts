import { counted, descendantsOf } from './collect';
import type { Element } from './elements';
import { code, type CardRow, type GraphNodeKind } from './graph';

/** Pools with more nodes than this start closed. */
const MANY = 12;

/** What starts closed because open it would fill the screen with like things. */
export function collapsedByDefault(elements: readonly Element[]): ReadonlySet<string> {
  const inside = descendantsOf(elements);
  return new Set(
    elements.filter((each) => each.kind === 'pool' && inside(each.id).length > MANY).map((each) => each.id),
  );
}

export type Collapsed = { elements: readonly Element[]; closed: ReadonlySet<string>; shownAs: (id: string) => string };

/** Takes away what is inside closed boxes; a closed box says how many of what it holds. */
export function collapse(elements: readonly Element[], closed: ReadonlySet<string>): Collapsed {
  const inside = descendantsOf(elements);
  const standsFor = new Map<string, string>();
  for (const element of elements) {
    if (!closed.has(element.id) || standsFor.has(element.id)) continue;
    for (const hidden of inside(element.id)) standsFor.set(hidden.id, standsFor.get(element.id) ?? element.id);
  }
  const really = new Set(
    elements.filter((each) => closed.has(each.id) && inside(each.id).length > 0).map((each) => each.id),
  );
  const shown = elements
    .filter((each) => !standsFor.has(each.id))
    .map((each) => (really.has(each.id) ? { ...each, rows: [...each.rows, ...summary(inside(each.id))] } : each));
  return { elements: shown, closed: really, shownAs: (id) => standsFor.get(id) ?? id };
}

const KINDS: readonly GraphNodeKind[] = ['vpc', 'vbr', 'gateway', 'pool', 'node'];

function summary(hidden: readonly Element[]): readonly CardRow[] {
  return KINDS.flatMap((kind): readonly CardRow[] => {
    const count = counted(hidden).filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [{ kind: 'fact', id: `count ${kind}`, lead: code('counts', { kind, count }) }];
  });
}
