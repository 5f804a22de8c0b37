import type { Census } from './census';
import { choose } from './choose';
import { drawNode } from './draw-node';
import { FIRST_LAYERS, MOST_DRAWN } from './graph';
import type { Topology, TopologyOptions } from './index';
import { foundIn, materialOf } from './material';

const NOWHERE = { x: 0, y: 0, width: 0, height: 0, rowY: {} };

/** The same things as rows: nothing closed, nothing in a place, and of a search only what it finds. */
export function listTopology(census: Census, options: TopologyOptions = {}, before?: Census): Topology {
  const material = materialOf(census, options.layers ?? FIRST_LAYERS, before);
  const chosen = choose(census, material.elements, [], material.inside, options);
  const found = foundIn(material, options.find);
  const marks = new Map(material.differences.map((each) => [each.id, each.difference]));
  const wanted = chosen.elements.filter(({ id, column }) => column !== 'box' && (!found || found.has(id)));
  const shown = wanted.slice(0, MOST_DRAWN);
  return {
    nodes: shown.map((element) => {
      const difference = marks.get(element.id);
      const node = drawNode(element, NOWHERE, material.inside(element.id), false);
      return { ...node, matches: true, ...(difference ? { difference } : {}) };
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
      leftOut: wanted.length - shown.length,
    },
  };
}
