import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { indexEstate, type EstateIndex } from '@/domain/routing/estate-index';
import { collapsedByDefault } from './collapse';
import { collectElements, descendantsOf } from './collect';
import type { BuildContext, Element } from './elements';
import type { Layer } from './graph';
import type { Neighbours } from './layout';
import { linksOf, neighboursOf, type Link } from './links';

/** Everything of an estate that could be drawn with some layers, before anybody says what is looked at. */
export type LayerCensus = {
  elements: readonly Element[];
  links: readonly Link[];
  inside: (id: string) => readonly Element[];
  closedAtFirst: ReadonlySet<string>;
};

/** What does not depend on how an estate is looked at: made once for each state of it, and asked many times. */
export type Census = {
  index: EstateIndex;
  findings: readonly Finding[];
  neighbours: Neighbours;
  /** all that is plugged into what, whatever layers are shown */
  wiring: readonly Link[];
  /** the far side of a pair of router interfaces is drawn as the near one */
  alias: ReadonlyMap<string, string>;
  withLayers: (layers: readonly Layer[]) => LayerCensus;
};

export function surveyEstate(view: EstateView, findings: readonly Finding[]): Census {
  const index = indexEstate(view);
  const contextOf = (layers: readonly Layer[]): BuildContext => ({ index, findings, layers: new Set(layers) });
  const known = new Map<string, LayerCensus>();
  return {
    index,
    findings,
    neighbours: neighboursOf(contextOf([])),
    wiring: linksOf(contextOf(['physical'])),
    alias: pairAlias(index),
    withLayers(layers) {
      const name = [...new Set(layers)].sort().join();
      const counted = known.get(name) ?? census(contextOf(layers));
      known.set(name, counted);
      return counted;
    },
  };
}

function census(context: BuildContext): LayerCensus {
  const elements = collectElements(context);
  return {
    elements,
    links: linksOf(context),
    inside: descendantsOf(elements),
    closedAtFirst: collapsedByDefault(elements),
  };
}

function pairAlias(index: EstateIndex): ReadonlyMap<string, string> {
  return new Map(
    [...index.routerInterfaces.values()].flatMap((near) =>
      index.vbrs.has(near.router) && near.opposite !== undefined
        ? [[`router-interface:${near.opposite}`, `router-interface:${near.key}`] as const]
        : [],
    ),
  );
}
