import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { row, vbrRows } from '@/domain/testing/seed-parts';
import { buildTopology } from './index';
import { moved, movesIn, movesText, settle } from './settle';

const draw = (estate: Estate) => buildTopology(viewOf(estate), []);
const places = (graph: ReturnType<typeof draw>) => new Map(graph.nodes.map(({ id, x, y }) => [id, `${x} ${y}`]));

describe('a new state of the same picture', () => {
  it('moves nothing that was there, and puts what is new where nothing stands', () => {
    const before = draw(seedFigure());
    const after = draw(
      seedWith((estate) => {
        // Sorted before the others: a fresh drawing would move them all down.
        estate.clusters[0]!.nodes!.push({ name: 'a-first', pool: 'np-edge', ready: true });
        for (let at = 0; at < 3; at += 1) vbrRows(estate).entries!.push(row(`10.${20 + at}.0.0/16`, 'ri-bp1vlan'));
      }),
    );
    const { graph, untidy } = settle(before, after);
    const old = places(before);
    for (const node of graph.nodes) if (old.has(node.id)) expect(`${node.x} ${node.y}`, node.id).toBe(old.get(node.id));
    const fresh = graph.nodes.find((each) => each.id === 'node:c0seedhz|a-first')!;
    const siblings = graph.nodes.filter((each) => each.parent === fresh.parent && each !== fresh);
    expect(siblings.some((each) => each.y < fresh.y + fresh.height && fresh.y < each.y + each.height)).toBe(false);
    expect(untidy).toBeGreaterThan(0);
  });

  it('that is the same again is tidy', () => {
    expect(settle(draw(seedFigure()), draw(seedFigure())).untidy).toBe(0);
  });
});

describe('what somebody has moved', () => {
  it('is where they put it, with all that it holds', () => {
    const graph = draw(seedFigure());
    const before = new Map(graph.nodes.map((each) => [each.id, each]));
    const after = moved(graph, { 'pool:np-edge': { x: 2_000, y: 50 } });
    const [pool, node] = ['pool:np-edge', 'node:c0seedhz|edge-hz1-a1'].map((id) =>
      after.nodes.find((each) => each.id === id)!,
    );
    expect([pool!.x, pool!.y]).toEqual([2_000, 50]);
    expect(node!.x - pool!.x).toBe(before.get(node!.id)!.x - before.get(pool!.id)!.x);
    expect(after.width).toBeGreaterThanOrEqual(2_000);
    expect(after.nodes.find((each) => each.id === 'vbr:vbr-bp1hz')).toEqual(before.get('vbr:vbr-bp1hz'));
  });
});

describe('moves in an address', () => {
  it.each([
    [{}],
    [{ 'vbr:vbr-1': { x: 12, y: -400 } }],
    [{ 'node:c0|edge,1~a': { x: 0, y: 0 }, 'site:机房 一': { x: -5, y: 99_999 } }],
  ])('come back as they were: %j', (moves) => {
    expect(movesIn(movesText(moves))).toEqual(moves);
  });

  it.each(['', 'vbr:a', 'vbr:a~1', 'vbr:a~1~x', 'vbr:a~1~2~3', '~1~2', '%E0%A4~1~2', 'a~1e9~2', 'a~1234567~2'])(
    'that are not understood are none: %j',
    (text) => {
      expect(movesIn(text)).toEqual({});
    },
  );
});
