import { oncePer } from '@/domain/memo';
import type { Census } from './census';
import { choose } from './choose';
import { drawNode } from './draw-node';
import type { Element } from './elements';
import { FIRST_LAYERS, type Plugged } from './graph';
import type { Topology, TopologyOptions } from './index';
import { inOrder, type ListedOrder } from './list-order';
import type { Link } from './links';
import { foundIn, materialOf } from './material';

const NOWHERE = { x: 0, y: 0, width: 0, height: 0, rowY: {} };

/** Pages count from 1; a page beyond the last is the last. */
export type ListedOptions = TopologyOptions & { page: number; pageSize: number; order?: ListedOrder };

/** The same things as rows: nothing closed, nothing in a place, what each is plugged into, and of a search only what it finds. */
export function listTopology(census: Census, options: ListedOptions, before?: Census): Topology {
  const material = materialOf(census, options.layers ?? FIRST_LAYERS, before);
  const chosen = choose(census, material.elements, [], material.inside, options);
  const found = foundIn(material, options.find);
  const marks = new Map(material.differences.map((each) => [each.id, each.difference]));
  const wanted = chosen.elements.filter(({ id }) => !found || found.has(id));
  const { page, shown } = pageOf(inOrder(wanted, marks, options.order), options);
  const known = new Map(material.elements.map((each) => [each.id, each]));
  return {
    nodes: shown.map((element) => {
      const difference = marks.get(element.id);
      const wires = [census, before].map((each) => (each ? wiresOf(each.wiring).get(element.id) : undefined));
      return {
        ...drawNode(element, NOWHERE, material.inside(element.id), false),
        matches: true,
        connected: pluggedInto(wires.find((each) => each !== undefined) ?? [], known),
        ...(difference ? { difference } : {}),
      };
    }),
    edges: [],
    heads: [],
    width: 0,
    height: 0,
    shownAs: (id) => id,
    differences: material.differences,
    totals: {
      all: material.elements.length,
      drawn: shown.length,
      hidden: chosen.hidden,
      ...(found ? { found: found.size } : {}),
      putAway: 0,
      leftOut: 0,
      listed: { page, rows: wanted.length },
    },
  };
}

function pageOf(rows: readonly Element[], { page: asked, pageSize }: Pick<ListedOptions, 'page' | 'pageSize'>) {
  const page = Math.min(asked, Math.max(1, Math.ceil(rows.length / pageSize)));
  return { page, shown: rows.slice((page - 1) * pageSize, page * pageSize) };
}

/** The other ends of all lines of each thing. */
const wiresOf = oncePer((wiring: readonly Link[]): ReadonlyMap<string, readonly string[]> => {
  const ends = new Map<string, string[]>();
  const add = (one: string, other: string) => {
    const known = ends.get(one);
    if (!known) ends.set(one, [other]);
    else if (!known.includes(other)) known.push(other);
  };
  for (const { from, to } of wiring) {
    add(from, to);
    add(to, from);
  }
  return ends;
});

function pluggedInto(ends: readonly string[], known: ReadonlyMap<string, Element>): readonly Plugged[] {
  return ends.flatMap((id) => {
    const element = known.get(id);
    return element ? [{ kind: element.kind, key: element.key }] : [];
  });
}
