import {
  addressCount,
  comparePrefixes,
  containsPrefix,
  halves,
  parentOf,
  prefixFamily,
  type Prefix,
} from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';

/**
 * Fewer prefixes for the same addresses. An exact set is minimal by itself: halves that are both there become their parent, again
 * and again. Where even that is too much, some wider prefixes must take in what nobody asked for. Which ones is decided from the
 * leaves up: for every place where prefixes meet, and for every number of prefixes that may be spent below it, the fewest
 * foreign addresses. So the answer is the best there is, not a good guess.
 */
export type Aggregation = {
  prefixes: readonly Prefix[];
  /** addresses that would be drawn here although nobody announces them; empty: the set is exact */
  attracts: readonly Prefix[];
};

/** The fewest prefixes that hold exactly these addresses. */
export function exactAggregate(prefixes: Iterable<Prefix>): readonly Prefix[] {
  return RangeSet.of(prefixes).toPrefixes();
}

/** What announcing `aggregate` in place of `prefixes` would newly attract. */
export function newlyAttracted(aggregate: Iterable<Prefix>, prefixes: Iterable<Prefix>): readonly Prefix[] {
  return RangeSet.of(aggregate).subtract(RangeSet.of(prefixes)).toPrefixes();
}

/**
 * At most `limit` prefixes that hold all of these addresses and as few others as can be. Of each family its own prefixes are
 * needed, so a limit below the number of families cannot be kept.
 */
export function aggregateUnder(prefixes: Iterable<Prefix>, limit: number): Aggregation {
  const exact = exactAggregate(prefixes);
  if (exact.length <= limit) return { prefixes: exact, attracts: [] };
  const families = ([4, 6] as const).map((family) => exact.filter((prefix) => prefixFamily(prefix) === family));
  const trees = families.filter((each) => each.length > 0).map(treeOf);
  const most = Math.max(limit, trees.length);
  const chosen = spend(
    trees.map((tree) => optionsOf(tree, most)),
    most,
  );
  return { prefixes: chosen, attracts: newlyAttracted(chosen, exact) };
}

/** A prefix of the exact set, or the place where two parts of it meet. */
type Tree = { prefix: Prefix; parts?: readonly [Tree, Tree] };

/** What can be had for one prefix, for two, and so on. */
type Option = { foreign: bigint; prefixes: () => readonly Prefix[] };
type Options = { held: bigint; by: readonly Option[] };

/** Sorted and apart, so that everything under one half stands together. */
function treeOf(exact: readonly Prefix[]): Tree {
  const sorted = [...exact].sort(comparePrefixes);
  const grow = (from: number, until: number): Tree => {
    const first = sorted[from] as Prefix;
    if (until - from === 1) return { prefix: first };
    const prefix = meeting(first, sorted[until - 1] as Prefix);
    const [low] = halves(prefix);
    let middle = from + 1;
    while (middle < until && containsPrefix(low, sorted[middle] as Prefix)) middle += 1;
    return { prefix, parts: [grow(from, middle), grow(middle, until)] };
  };
  return grow(0, sorted.length);
}

/** The longest prefix that holds both. */
function meeting(a: Prefix, b: Prefix): Prefix {
  let wide = a;
  while (!containsPrefix(wide, b)) wide = parentOf(wide);
  return wide;
}

function optionsOf({ prefix, parts }: Tree, most: number): Options {
  const size = addressCount(prefix);
  const whole = (foreign: bigint): Option => ({ foreign, prefixes: () => [prefix] });
  if (!parts) return { held: size, by: [whole(0n)] };
  const [low, high] = parts.map((part) => optionsOf(part, most)) as [Options, Options];
  const held = low.held + high.held;
  return { held, by: [whole(size - held), ...together(low.by, high.by)].slice(0, most) };
}

/** The best of every way to share out two prefixes, three, and so on, between two parts. */
function together(low: readonly Option[], high: readonly Option[]): readonly Option[] {
  const best: Option[] = [];
  low.forEach((a, at) =>
    high.forEach((b, other) => {
      const foreign = a.foreign + b.foreign;
      const known = best[at + other];
      if (!known || foreign < known.foreign)
        best[at + other] = { foreign, prefixes: () => [...a.prefixes(), ...b.prefixes()] };
    }),
  );
  return best;
}

function spend(families: readonly Options[], limit: number): readonly Prefix[] {
  const [first, second] = families;
  if (!first) return [];
  const all = second ? together(first.by, second.by) : first.by;
  const best = all.slice(0, limit - families.length + 1).reduce((a, b) => (b.foreign < a.foreign ? b : a));
  return [...best.prefixes()].sort(comparePrefixes);
}
