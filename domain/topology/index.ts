import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { surveyEstate, type Census } from './census';
import { choose, type Choice } from './choose';
import { descendantsOf } from './collect';
import type { ObjectDifference } from './compare';
import { drawNode } from './draw-node';
import type { Element } from './elements';
import {
  FIRST_LAYERS,
  MOST_DRAWN,
  type Difference,
  type GraphEdge,
  type GraphNode,
  type Layer,
  type TopologyGraph,
} from './graph';
import { layOut } from './layout';
import { limit } from './limit';
import { edgesOf } from './links';
import { foundIn, materialOf } from './material';

export type TopologyOptions = Choice & {
  layers?: readonly Layer[];
  /** boxes whose state is the other than the one they start with */
  toggled?: readonly string[];
  /** what somebody typed into the search */
  find?: string;
};

/** How much there is, how much of it is drawn, and why not more. */
export type Totals = {
  all: number;
  drawn: number;
  /** hidden, or too far from the focus */
  hidden: number;
  /** how many of all are what is looked for; absent when nothing is */
  found?: number;
  /** boxes closed, and things left out, to draw no more than can be drawn */
  putAway: number;
  leftOut: number;
  /** of a table: which page this is, and how many rows all of them have */
  listed?: { page: number; rows: number };
};

/** A graph and the names under which what is not drawn itself stands in it. */
export type Topology = TopologyGraph & {
  totals: Totals;
  shownAs: (id: string) => string;
  differences: readonly ObjectDifference[];
};

/** The picture of an estate: what is drawn, where, in which state and with which words. The canvas only draws it. */
export function buildTopology(view: EstateView, findings: readonly Finding[], options: TopologyOptions = {}): Topology {
  return drawTopology(surveyEstate(view, findings), options);
}

/** The same of an estate that has been looked through already; beside an earlier one it says what differs. */
export function drawTopology(census: Census, options: TopologyOptions = {}, before?: Census): Topology {
  const material = materialOf(census, options.layers ?? FIRST_LAYERS, before);
  const { elements: all, inside, differences } = material;
  const chosen = choose(census, all, material.links, inside, options);
  const closed = toggle(new Set([...material.closedAtFirst].filter((id) => !chosen.open.has(id))), options.toggled);
  const limited = limit(chosen.elements, chosen.links, closed, MOST_DRAWN);
  const layout = layOut(limited.elements, census.neighbours, limited.closed);
  const found = foundIn(material, options.find);
  const within = descendantsOf(chosen.elements);
  const marks = new Map(differences.map((each) => [each.id, each.difference]));
  const nodes = limited.elements.flatMap((element): GraphNode[] => {
    const place = layout.places.get(element.id);
    if (!place) return [];
    const matches = !found || found.has(element.id) || inside(element.id).some((each) => found.has(each.id));
    const mark = markOf(element, within(element.id), marks, limited.closed);
    const node = drawNode(element, place, within(element.id), limited.closed.has(element.id));
    return [{ ...node, matches, ...(mark ? { difference: mark } : {}) }];
  });
  return {
    nodes,
    edges: marked(edgesOf(limited.links, layout.places, layout.afar), marks),
    heads: layout.heads,
    width: layout.width,
    height: layout.height,
    shownAs: (id) => limited.shownAs(census.alias.get(id) ?? id),
    differences,
    totals: {
      all: all.length,
      drawn: nodes.length,
      hidden: chosen.hidden,
      ...(found ? { found: found.size } : {}),
      putAway: limited.putAway,
      leftOut: limited.leftOut,
    },
  };
}

function toggle(closed: ReadonlySet<string>, toggled: readonly string[] = []): ReadonlySet<string> {
  const next = new Set(closed);
  for (const id of toggled) if (!next.delete(id)) next.add(id);
  return next;
}

/** A closed box has changed when something in it has. */
function markOf(
  { id }: Element,
  held: readonly Element[],
  marks: ReadonlyMap<string, Difference>,
  closed: ReadonlySet<string>,
): Difference | undefined {
  return marks.get(id) ?? (closed.has(id) && held.some((each) => marks.has(each.id)) ? 'changed' : undefined);
}

/** A line to something that came or went came or went with it. */
function marked(edges: readonly GraphEdge[], marks: ReadonlyMap<string, Difference>): readonly GraphEdge[] {
  if (marks.size === 0) return edges;
  return edges.map((edge) => {
    const mark = [edge.from, edge.to].map((id) => marks.get(id)).find((each) => each === 'added' || each === 'removed');
    return mark ? { ...edge, difference: mark } : edge;
  });
}
