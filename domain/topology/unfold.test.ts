import { describe, expect, it } from 'vitest';
import { viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { drawTopology, type TopologyOptions } from './index';
import { surveyEstate } from './census';
import { unfold } from './unfold';

const census = surveyEstate(viewOf(wideEstate({ sites: 40, nodesPerSite: 3, routesPerVbr: 2 })), []);
const draw = (options: TopologyOptions = {}) => drawTopology(census, options);
type Graph = ReturnType<typeof draw>;
const spots = ({ nodes }: Pick<Graph, 'nodes'>) => new Map(nodes.map(({ id, x, y }) => [id, `${x} ${y}`]));
const alone = ({ nodes }: Pick<Graph, 'nodes'>) => nodes.filter(({ parent }) => parent === undefined);

describe('what somebody opens', () => {
  const before = draw();
  const { graph, untidy } = unfold(before, draw({ toggled: ['site:dc-17'] }));
  const opened = graph.nodes.find(({ id }) => id === 'site:dc-17')!;

  it('is where it was, with all that it holds in it', () => {
    expect(opened.collapsed).toBe(false);
    expect(spots(graph).get(opened.id)).toBe(spots(before).get(opened.id));
    const held = graph.nodes.filter(({ parent }) => parent === opened.id);
    expect(held.length).toBeGreaterThan(2);
    for (const each of held) {
      expect(each.x).toBeGreaterThanOrEqual(opened.x);
      expect(each.y + each.height).toBeLessThanOrEqual(opened.y + opened.height);
    }
    expect(untidy).toBeGreaterThan(0);
  });

  it('covers nothing: what it would cover has moved down, and nothing else has moved', () => {
    const boxes = alone(graph);
    for (const [at, a] of boxes.entries())
      for (const b of boxes.slice(at + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    const [was, is] = [spots(before), spots(graph)];
    const gone = alone(graph).filter(({ id }) => was.has(id) && was.get(id) !== is.get(id));
    expect(gone.length).toBeLessThan(alone(graph).length / 2);
    for (const each of gone) expect(each.y).toBeGreaterThan(opened.y);
  });

  it('is closed in the same place again, and the others stay where they are by then', () => {
    const again = unfold(graph, draw());
    expect(spots(again.graph).get(opened.id)).toBe(spots(before).get(opened.id));
    for (const { id } of alone(again.graph)) expect(spots(again.graph).get(id), id).toBe(spots(graph).get(id));
  });
});
