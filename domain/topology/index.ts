import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { indexEstate } from '@/domain/routing/estate-index';
import { collapse, collapsedByDefault } from './collapse';
import { collectElements, counted, descendantsOf } from './collect';
import type { BuildContext, Element } from './elements';
import { finds } from './find';
import { LAYERS, type GraphNode, type Layer, type TopologyGraph } from './graph';
import { layOut, type Place } from './layout';
import { edgesOf, linksOf, neighboursOf } from './links';
import { countStatuses } from './status';

export type TopologyOptions = {
  layers?: readonly Layer[];
  /** boxes whose state is the other than the one they start with */
  toggled?: readonly string[];
  /** what somebody typed into the search */
  find?: string;
};

/** A graph and the names under which what is not drawn itself stands in it. */
export type Topology = TopologyGraph & { shownAs: (id: string) => string };

/** The picture of an estate: what is drawn, where, in which state and with which words. The canvas only draws it. */
export function buildTopology(view: EstateView, findings: readonly Finding[], options: TopologyOptions = {}): Topology {
  const context: BuildContext = { index: indexEstate(view), findings, layers: new Set(options.layers ?? LAYERS) };
  const all = collectElements(context);
  const closed = toggle(collapsedByDefault(all), options.toggled ?? []);
  const collapsed = collapse(all, closed);
  const layout = layOut(collapsed.elements, neighboursOf(context), collapsed.closed);
  const insideOf = descendantsOf(all);
  const nodes = collapsed.elements.flatMap((element) => {
    const place = layout.places.get(element.id);
    return place
      ? [drawn(element, place, insideOf(element.id), collapsed.closed.has(element.id), options.find ?? '')]
      : [];
  });
  const alias = pairAlias(context);
  const shownAs = (id: string) => collapsed.shownAs(alias.get(id) ?? id);
  const edges = edgesOf(linksOf(context), layout.places, shownAs);
  return { nodes, edges, heads: layout.heads, width: layout.width, height: layout.height, shownAs };
}

/** The far side of a pair of router interfaces is drawn as the near one. */
function pairAlias({ index }: BuildContext): ReadonlyMap<string, string> {
  return new Map(
    [...index.routerInterfaces.values()].flatMap((near) =>
      index.vbrs.has(near.router) && near.opposite !== undefined
        ? [[`router-interface:${near.opposite}`, `router-interface:${near.key}`] as const]
        : [],
    ),
  );
}

function toggle(closed: ReadonlySet<string>, toggled: readonly string[]): ReadonlySet<string> {
  const next = new Set(closed);
  for (const id of toggled) if (!next.delete(id)) next.add(id);
  return next;
}

function drawn(element: Element, place: Place, inside: readonly Element[], closed: boolean, find: string): GraphNode {
  const { id, kind, key, parent, title, sub, status, rows, below, slim, collapsible } = element;
  return {
    id,
    kind,
    key,
    ...(parent === undefined ? {} : { parent }),
    title,
    ...(sub === undefined ? {} : { sub }),
    status,
    ...(inside.length > 0 ? { counts: countStatuses(counted(inside).map((each) => each.status)) } : {}),
    collapsible: collapsible === true && inside.length > 0,
    collapsed: closed,
    rows: [...rows, ...(below ?? [])],
    slim: slim === true,
    findings: [element, ...inside].reduce((sum, each) => sum + each.findings.length, 0),
    ...place,
    matches: finds(element, find) || inside.some((each) => finds(each, find)),
  };
}
