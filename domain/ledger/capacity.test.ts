import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { anEstate } from '@/domain/testing/an-estate';
import { capacitiesOf, forecast, nodesIn, type UsedAt } from './capacity';

describe('how many nodes a range holds', () => {
  it.each([
    ['10.0.0.0/12', 26, 16_384],
    ['10.0.0.0/16', 25, 512],
    ['10.0.0.0/16', 24, 256],
    ['10.0.0.0/18', 26, 256],
    ['10.0.0.0/22', 24, 4],
    ['10.0.0.0/24', 24, 1],
    ['10.0.0.0/25', 24, 0],
  ])('%s in parts of /%d: %d', (prefix, mask, nodes) => {
    expect(nodesIn(parsePrefix(prefix), mask)).toBe(nodes);
  });

  it('is said of the cluster and of each of its site blocks, with what nodes have taken', () => {
    const { clusters } = anEstate()
      .withSite({ key: 'dc', kind: 'data-centre' })
      .withCluster({
        key: 'c0',
        edgePodCidr: '10.0.0.0/16',
        nodeMask: 25,
        siteBlocks: [{ site: 'dc', prefix: '10.0.0.0/18' }],
        nodes: [
          { name: 'a', podCidr: '10.0.0.0/25' },
          { name: 'b', podCidr: '10.0.128.0/25' },
        ],
      })
      .build();
    expect(clusters.flatMap(capacitiesOf)).toMatchObject([
      { nodes: 512, used: 2, remaining: 510, podsPerNode: 125 },
      { site: 'dc', nodes: 128, used: 1, remaining: 127 },
    ]);
  });
});

describe('when a range runs out', () => {
  const now = '2026-03-18T00:00:00.000Z';
  const weekly = (...used: number[]): UsedAt[] =>
    used.map((each, week) => ({
      at: new Date(Date.parse(now) - (used.length - 1 - week) * 7 * 86_400_000).toISOString(),
      used: each,
    }));
  it('is the date at which the growth so far has filled it', () => {
    expect(forecast(weekly(0, 10, 20, 30, 40), 20, now)).toEqual({
      kind: 'runs-out',
      at: '2026-04-01T00:00:00.000Z',
      perWeek: 10,
    });
  });
  it.each<[string, UsedAt[], number, string]>([
    ['a few days', weekly(1, 5).slice(0, 1), 100, 'too-little-data'],
    ['two points', weekly(1, 5), 100, 'too-little-data'],
    ['nothing at all', [], 100, 'too-little-data'],
    ['no growth', weekly(5, 5, 5, 5), 100, 'not-growing'],
    ['fewer and fewer', weekly(8, 7, 6, 5), 100, 'not-growing'],
    ['a growth that takes decades', weekly(1, 1, 1, 2), 100_000, 'not-growing'],
    ['no room left', weekly(1, 2, 3), 0, 'full'],
  ])('%s: %s', (_, history, remaining, kind) => {
    expect(forecast(history, remaining, now).kind).toBe(kind);
  });
});
