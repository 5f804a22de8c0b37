import { collapsedByDefault } from './collapse';
import { descendantsOf } from './collect';
import type { Census, LayerCensus } from './census';
import { compareEstates, type ObjectDifference } from './compare';
import { isEmptyFilter, meets, parseFilter } from './filter';
import type { Layer } from './graph';

export type Material = LayerCensus & { differences: readonly ObjectDifference[] };

/** Everything there is; beside an earlier time, what has gone since too. */
export function materialOf(census: Census, layers: readonly Layer[], before: Census | undefined): Material {
  const now = census.withLayers(layers);
  if (!before) return { ...now, differences: [] };
  const then = before.withLayers(layers);
  const here = new Set(now.elements.map((each) => each.id));
  const gone = then.elements.filter((each) => !here.has(each.id));
  const goneIds = new Set(gone.map((each) => each.id));
  const elements = [...now.elements, ...gone];
  return {
    elements,
    links: [...now.links, ...then.links.filter((each) => goneIds.has(each.from) || goneIds.has(each.to))],
    inside: descendantsOf(elements),
    closedAtFirst: collapsedByDefault(elements),
    differences: compareEstates(before.index, census.index),
  };
}

/** What is looked for; undefined when nothing is. */
export function foundIn({ elements }: Material, find: string | undefined): ReadonlySet<string> | undefined {
  const wanted = parseFilter(find ?? '');
  if (isEmptyFilter(wanted)) return undefined;
  return new Set(elements.flatMap((each) => (meets(each, wanted) ? [each.id] : [])));
}
