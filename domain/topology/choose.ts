import type { Census } from './census';
import type { Element } from './elements';
import { meets, parseFilter, type Filter } from './filter';
import type { Link } from './links';
import { ancestorsOf, neighbourhood } from './neighbourhood';

/** What is looked at. */
export type Choice = {
  /** what is out of sight, as a filter */
  hide?: string;
  /** a thing and everything within `hops` lines of it */
  focus?: string;
  hops?: number;
  /** only these and what holds them: a path in an estate too large to be drawn whole */
  only?: ReadonlySet<string>;
};

/** So few things are shown unfolded. */
const CLOSE = 60;

export type Chosen = {
  elements: readonly Element[];
  links: readonly Link[];
  /** what has to be open for the chosen things to be seen */
  open: ReadonlySet<string>;
  hidden: number;
};

/** Takes away what is hidden and what is too far from the focus. */
export function choose(
  census: Pick<Census, 'wiring'>,
  elements: readonly Element[],
  links: readonly Link[],
  inside: (id: string) => readonly Element[],
  choice: Choice,
): Chosen {
  const gone = hiddenOf(elements, parseFilter(choice.hide ?? ''));
  const near = centre(census, elements, inside, choice);
  const holders = near ? ancestorsOf(elements, near) : new Set<string>();
  const kept = elements.filter(({ id }) => !gone.has(id) && (!near || near.has(id) || holders.has(id)));
  // A few things are looked at closely, with all they say.
  const open = near && near.size <= CLOSE ? new Set([...holders, ...near]) : holders;
  return { elements: kept, links, open, hidden: elements.length - kept.length };
}

/**
 * What is out of sight: any of the kinds, states and words. With a thing goes what stands in it; but what is hidden for its
 * state alone stays as long as it holds something in another one.
 */
function hiddenOf(elements: readonly Element[], { kinds, statuses, words }: Filter): ReadonlySet<string> {
  const gone = new Set<string>();
  if (kinds.length + statuses.length + words.length === 0) return gone;
  const outright = (each: Element) =>
    kinds.includes(each.kind) || words.some((word) => meets(each, { words: [word], kinds: [], statuses: [] }));
  for (const each of elements)
    if ((each.parent !== undefined && gone.has(each.parent)) || outright(each)) gone.add(each.id);
  const holding = new Set<string>();
  for (const each of [...elements].reverse()) {
    if (gone.has(each.id)) continue;
    if (statuses.includes(each.status) && !holding.has(each.id)) gone.add(each.id);
    else if (each.parent !== undefined) holding.add(each.parent);
  }
  return gone;
}

function centre(
  { wiring }: Pick<Census, 'wiring'>,
  elements: readonly Element[],
  inside: (id: string) => readonly Element[],
  { focus, hops = 1, only }: Choice,
): ReadonlySet<string> | null {
  if (focus !== undefined && elements.some((each) => each.id === focus))
    return neighbourhood(elements, wiring, [focus, ...inside(focus).map((each) => each.id)], hops);
  return only && only.size > 0 ? only : null;
}
