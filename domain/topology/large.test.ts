import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { largeEstate } from '@/domain/testing/large-estate';
import { NOON, viewOf } from '@/domain/testing/seed-figure';
import { surveyEstate } from './census';
import { MOST_DRAWN } from './graph';
import { drawTopology } from './index';
import { listTopology } from './list';

const view = viewOf(largeEstate({ sites: 200, nodesPerSite: 50, routesPerVbr: 8 }));
const census = surveyEstate(view, findFindings(view, NOON, judgeFlows(view)));
const sizeOf = (graph: { nodes: readonly unknown[]; edges: readonly unknown[] }) =>
  graph.nodes.length + graph.edges.length;
const kindsOf = (graph: { nodes: readonly { kind: string }[] }) =>
  [...new Set(graph.nodes.map((each) => each.kind))].sort();
const every = (kind: string) => census.withLayers([]).elements.flatMap((each) => (each.kind === kind ? [each.id] : []));

// A machine that does ten things at once takes its time.
describe('two hundred sites with ten thousand nodes', { timeout: 30_000 }, () => {
  it('are first seen as sites and regions, each with its counts and its worst state', () => {
    const graph = drawTopology(census);
    expect(kindsOf(graph)).toEqual(['region', 'site']);
    expect(graph.totals).toMatchObject({ putAway: 0, leftOut: 0 });
    expect(graph.nodes).toHaveLength(205);
    const site = graph.nodes.find((each) => each.id === 'site:dc-3');
    expect(site).toMatchObject({ status: 'broken', collapsed: true, counts: { broken: 2 } });
    expect(site?.rows.map((each) => each.id)).toEqual(['count gateway', 'count pool', 'count node']);
  });

  it('open level by level', () => {
    const open = drawTopology(census, { toggled: ['site:dc-7'] });
    expect(open.nodes.find((each) => each.id === 'pool:np-7')).toMatchObject({ collapsed: true });
    const deep = drawTopology(census, { toggled: ['site:dc-197', 'region:region-2'] });
    expect(deep.nodes.find((each) => each.id === 'site:dc-197')?.y).toBeLessThan(100);
    const pools = drawTopology(census, { toggled: ['site:dc-7', 'pool:np-7'] });
    expect(pools.nodes.filter((each) => each.parent === 'pool:np-7')).toHaveLength(50);
  });

  it.each([
    ['every site', every('site'), 0],
    ['everything there is', [...every('site'), ...every('pool'), ...every('region'), ...every('vbr')], 200],
  ])('are never more than can be drawn, with %s open, and say what they keep closed', (_, toggled, putAway) => {
    const graph = drawTopology(census, { toggled });
    expect(sizeOf(graph)).toBeLessThanOrEqual(MOST_DRAWN);
    expect(graph.nodes.length).toBeGreaterThan(200);
    expect(graph.totals.leftOut).toBe(0);
    expect(graph.totals.putAway).toBeGreaterThanOrEqual(putAway);
    const ids = new Set(graph.nodes.map((each) => each.id));
    expect(graph.edges.filter((edge) => !ids.has(edge.from) || !ids.has(edge.to))).toEqual([]);
  });

  it('show what is around one device with everything it is in open', () => {
    const graph = drawTopology(census, { focus: 'vbr:vbr-11', hops: 2 });
    expect(graph.nodes.map((each) => each.id)).toEqual(
      expect.arrayContaining(['vbr:vbr-11', 'gateway:gw-11', 'physical-connection:pc-11', 'site:dc-11']),
    );
    expect(graph.nodes.length).toBeLessThan(30);
    expect(graph.nodes.find((each) => each.id === 'vbr:vbr-11')).toMatchObject({ collapsed: false });
  });

  it('show a path with what it crosses and nothing else', () => {
    const graph = drawTopology(census, { only: new Set(['vbr:vbr-1', 'gateway:gw-1']) });
    expect(graph.nodes.map((each) => each.id).sort()).toEqual([
      'gateway:gw-1',
      'region:region-1',
      'site:dc-1',
      'vbr:vbr-1',
    ]);
  });

  it('are found in any row of any table, and counted', () => {
    const graph = drawTopology(census, { find: '20.150.7.7' });
    expect(graph.totals.found).toBe(1);
    expect(graph.nodes.filter((each) => each.matches).map((each) => each.id)).toEqual(['region:region-0']);
  });

  const listed = (more: Partial<Parameters<typeof listTopology>[1]>) =>
    listTopology(census, { page: 1, pageSize: 100, ...more });

  it('are rows of a table, page by page to the last of them', () => {
    const { totals } = listed({ hide: 'kind:lan' });
    expect(totals).toMatchObject({ drawn: 100, leftOut: 0, listed: { page: 1 } });
    expect(totals.listed?.rows).toBeGreaterThan(10_000);
    const last = listed({ hide: 'kind:lan', page: 9_999 });
    expect(last.totals.listed).toEqual({ page: Math.ceil(totals.listed!.rows / 100), rows: totals.listed!.rows });
    expect(last.nodes.length).toBe(totals.listed!.rows % 100 || 100);
    expect(listed({ find: 'status:broken kind:node' }).nodes.map((each) => each.id)).toContainEqual(
      expect.stringMatching(/^node:.*\|node-3-0$/u),
    );
  });

  it('are ordered before they are cut into pages', () => {
    const names = (descending: boolean) =>
      listed({ find: 'kind:gateway', order: { column: 'name', descending }, pageSize: 3 }).nodes.map(({ key }) => key);
    expect(names(false)).toEqual(['gw-0', 'gw-1', 'gw-2']);
    expect(names(true)).toEqual(['gw-199', 'gw-198', 'gw-197']);
    expect(listed({ order: { column: 'status', descending: false } }).nodes[0]?.status).toBe('broken');
  });

  it('say what they are plugged into, and stand beside the boxes they are in', () => {
    const [gateway] = listed({ find: 'gw-7 kind:gateway' }).nodes.filter(({ key }) => key === 'gw-7');
    expect(gateway?.connected).toEqual(
      expect.arrayContaining([
        { kind: 'lan', key: 'dc-7/rack' },
        expect.objectContaining({ kind: 'physical-connection' }),
      ]),
    );
    expect(listed({ find: 'kind:site' }).totals.listed?.rows).toBe(200);
  });
});
