import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import type { Estate } from '@/domain/estate/estate';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { NOON, observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, peerOf, row, vbrOf, vbrRows } from '@/domain/testing/seed-parts';
import { factsOf } from './facts';
import type { GraphNode } from './graph';
import { buildTopology, type TopologyOptions } from './index';
import { overlayPath } from './path';

const draw = (estate: Estate, options?: TopologyOptions, stale: Parameters<typeof observedViewOf>[1] = []) => {
  const view = observedViewOf(estate, stale);
  return buildTopology(view, findFindings(view, NOON), options);
};
const statuses = (estate: Estate, stale?: Parameters<typeof observedViewOf>[1]) =>
  Object.fromEntries(draw(estate, {}, stale).nodes.map((each) => [each.id, each.status]));
const overlaps = (a: GraphNode, b: GraphNode) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const isInside = (inner: GraphNode, outer: GraphNode) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** A second VBR, circuit and site beside the first, and a crowd of nodes. */
const wide = () =>
  seedWith((estate) => {
    estate.sites.push({
      key: 'dc-two',
      kind: 'data-centre',
      hostPrefixes: [parsePrefix('172.18.0.0/16')],
      lans: [{ key: 'dc-two/hall', prefix: parsePrefix('172.18.1.0/24') }],
    });
    estate.physicalConnections.push({ key: 'pc-two', site: 'dc-two', status: 'enabled', businessStatus: 'normal' });
    estate.vbrs.push({
      key: 'vbr-two',
      site: 'cn-hangzhou',
      physicalConnections: ['pc-two'],
      vlanInterface: 'ri-two',
      status: 'active',
    });
    estate.routerInterfaces.push(
      { key: 'ri-two-vbr', router: 'vbr-two', opposite: 'ri-two-vpc', status: 'active' },
      { key: 'ri-two-vpc', router: 'vpc-bp1hz', opposite: 'ri-two-vbr', status: 'active' },
    );
    estate.gateways.push({
      key: 'two-sw',
      site: 'dc-two',
      driver: 'frr',
      asn: 65002,
      interfaces: [{ name: 'up', address: '169.254.20.2/30', circuit: 'pc-two' }],
    });
    const cluster = estate.clusters[0]!;
    cluster.nodePools!.push({ key: 'np-two', kind: 'edge', lan: 'dc-two/hall' });
    for (let at = 0; at < 20; at += 1) cluster.nodes!.push({ name: `two-${at}`, pool: 'np-two', ready: at > 0 });
  });

describe('the picture of the seed figure', () => {
  it('has its columns from the cloud to the nodes', () => {
    const { heads } = draw(seedFigure());
    expect(heads.map((each) => each.column)).toEqual([
      'cloud',
      'router-interface',
      'vbr',
      'physical-connection',
      'gateway',
      'lan',
      'pool',
    ]);
    expect(heads.map((each) => each.x)).toEqual([...heads.map((each) => each.x)].sort((a, b) => a - b));
  });

  it('holds every device once, a pair of router interfaces as one', () => {
    expect(draw(seedFigure()).nodes.map((each) => each.id)).toEqual([
      'region:cn-hangzhou',
      'site:dc-hz1',
      'vpc:vpc-bp1hz',
      'router-interface:ri-bp1vbr',
      'vbr:vbr-bp1hz',
      'physical-connection:pc-bp1hz',
      'gateway:hz-sw-1',
      'lan:dc-hz1/rack-a',
      'pool:np-cloud',
      'node:c0seedhz|cn-hangzhou.192.168.0.10',
      'pool:np-edge',
      'node:c0seedhz|edge-hz1-a1',
      'node:c0seedhz|edge-hz1-a2',
      'node:c0seedhz|edge-hz1-a3',
    ]);
  });

  it('is healthy when the estate is', () => {
    expect(new Set(Object.values(statuses(seedFigure())))).toEqual(new Set(['healthy']));
  });

  it('of nothing is an empty sheet', () => {
    const graph = buildTopology(
      viewOf({
        ...seedFigure(),
        sites: [],
        vpcs: [],
        routerInterfaces: [],
        physicalConnections: [],
        vbrs: [],
        gateways: [],
        clusters: [],
        flows: [],
      }),
      [],
    );
    expect([graph.nodes, graph.edges, graph.heads]).toEqual([[], [], []]);
  });
});

describe('nodes of many clusters', () => {
  const twice = () =>
    seedWith((estate) => {
      estate.clusters.push({
        key: 'c-other',
        nodePools: [{ key: 'np-other', kind: 'edge', site: 'dc-hz1' }],
        nodes: [{ name: 'edge-hz1-a1', pool: 'np-other', address: parseAddress('172.16.99.9'), ready: false }],
      });
    });

  it('may have the same name: each stands in its own pool, with its own state and facts', () => {
    const estate = twice();
    const named = draw(estate).nodes.filter(({ title }) => title.kind === 'text' && title.text === 'edge-hz1-a1');
    expect(named.map(({ id, parent, status }) => [id, parent, status])).toEqual([
      ['node:c0seedhz|edge-hz1-a1', 'pool:np-edge', 'healthy'],
      ['node:c-other|edge-hz1-a1', 'pool:np-other', 'broken'],
    ]);
    const addresses = named.map((each) => factsOf(estate, each).find(({ label }) => label === 'address')?.value);
    expect(addresses[1]).toBe('172.16.99.9');
    expect(addresses[0]).not.toBe(addresses[1]);
  });

  it('in the cloud stand in the pool in their VPC', () => {
    const cloud = seedWith((estate) => {
      estate.clusters[0]!.nodes!.push({
        name: 'cn-1',
        pool: 'np-cloud',
        address: parseAddress('192.168.0.9'),
        ready: false,
      });
    });
    const nodes = new Map(draw(cloud).nodes.map((each) => [each.id, each]));
    expect(nodes.get('node:c0seedhz|cn-1')).toMatchObject({ parent: 'pool:np-cloud', status: 'broken' });
    expect(nodes.get('pool:np-cloud')).toMatchObject({ status: 'broken', collapsible: true });
    expect(draw(cloud).heads.filter(({ column }) => column === 'pool')).toHaveLength(1);
    const closed = draw(cloud, { toggled: ['vpc:vpc-bp1hz'] }).nodes.find(({ id }) => id === 'vpc:vpc-bp1hz');
    expect(closed).toMatchObject({ collapsed: true, status: 'broken' });
  });
});

describe('places', () => {
  it.each([
    ['the seed figure', seedFigure],
    ['two sites', wide],
  ])('of %s never overlap, and what is inside a box is inside it', (_, estate) => {
    const { nodes } = draw(estate(), { toggled: ['pool:np-two'] });
    const byId = new Map(nodes.map((each) => [each.id, each]));
    const family = (a: GraphNode, b: GraphNode): boolean =>
      a.parent !== undefined && (a.parent === b.id || (byId.has(a.parent) && family(byId.get(a.parent)!, b)));
    for (const a of nodes) {
      const parent = a.parent === undefined ? undefined : byId.get(a.parent);
      if (parent) expect(isInside(a, parent), `${a.id} in ${parent.id}`).toBe(true);
      for (const b of nodes)
        if (a !== b && !family(a, b) && !family(b, a)) expect(overlaps(a, b), `${a.id} and ${b.id}`).toBe(false);
    }
  });

  it('do not depend on the order of the estate', () => {
    const shuffled = (estate: Estate, turn: number): Estate => {
      const turned = structuredClone(estate);
      for (const list of [
        turned.sites,
        turned.vbrs,
        turned.vpcs[0]!.vSwitches!,
        turned.routerInterfaces,
        turned.physicalConnections,
        turned.gateways,
        turned.clusters[0]!.nodes!,
        turned.clusters[0]!.nodePools!,
        vbrRows(turned).entries!,
      ])
        (list as unknown[]).unshift(...(list as unknown[]).splice(turn % Math.max(1, list.length)));
      return turned;
    };
    fc.assert(
      fc.property(fc.nat({ max: 30 }), (turn) => {
        const { nodes, edges } = draw(shuffled(wide(), turn));
        const straight = draw(wide());
        expect({ nodes, edges }).toEqual({ nodes: straight.nodes, edges: straight.edges });
      }),
      { numRuns: 20 },
    );
  });

  it('do not move when a path is shown or something is looked for', () => {
    const at = (options: TopologyOptions) =>
      draw(seedFigure(), options).nodes.map(({ id, x, y, width, height }) => ({ id, x, y, width, height }));
    expect(at({ find: 'hz-sw-1' })).toEqual(at({}));
  });
});

describe('a status', () => {
  it('is broken where a required route is missing, and so are the boxes around it', () => {
    const shown = statuses(seedWith((each) => dropRow(vbrRows(each), '172.16.0.0/16')));
    expect([shown['vbr:vbr-bp1hz'], shown['region:cn-hangzhou'], shown['site:dc-hz1'], shown['vpc:vpc-bp1hz']]).toEqual(
      ['broken', 'broken', 'healthy', 'healthy'],
    );
  });

  it('is changing while a row is being made', () => {
    expect(
      statuses(seedWith((each) => vbrRows(each).entries!.push(row('10.9.0.0/16', 'ri-bp1vlan', 'pending'))))[
        'vbr:vbr-bp1hz'
      ],
    ).toBe('changing');
  });

  it('is unknown, never green, when the reading is stale', () => {
    const shown = statuses(seedFigure(), ['route-entry']);
    expect([shown['vbr:vbr-bp1hz'], shown['vpc:vpc-bp1hz']]).toEqual(['unknown', 'unknown']);
  });

  it('of a gateway is what its session looks like from the VBR', () => {
    expect(statuses(seedWith((each) => (peerOf(each).observed = { sessionState: 'idle' })))['gateway:hz-sw-1']).toBe(
      'broken',
    );
    expect(statuses(seedWith((each) => delete vbrOf(each).bgpGroups))['gateway:hz-sw-1']).toBe('unknown');
  });

  it('of a pool whose nodes nobody reads is unknown', () => {
    expect(statuses(seedWith((each) => delete each.clusters[0]!.nodes))['pool:np-edge']).toBe('unknown');
  });
});

describe('a closed box', () => {
  it('says how many of what it holds, how bad they are, and keeps the lines', () => {
    const estate = seedWith((each) => dropRow(vbrRows(each), '172.16.0.0/16'));
    const graph = draw(estate, { toggled: ['region:cn-hangzhou'] });
    const region = graph.nodes.find((each) => each.id === 'region:cn-hangzhou');
    expect(region).toMatchObject({ collapsed: true, status: 'broken', counts: { broken: 1, healthy: 4 }, findings: 1 });
    expect(region?.rows.map((each) => each.id)).toEqual(['count vpc', 'count vbr', 'count pool', 'count node']);
    expect(graph.nodes.some((each) => each.id === 'vbr:vbr-bp1hz')).toBe(false);
    expect(graph.edges.map((each) => `${each.kind} ${each.from} ${each.to}`)).toContain(
      'link region:cn-hangzhou physical-connection:pc-bp1hz',
    );
    expect(graph.shownAs('vbr:vbr-bp1hz')).toBe('region:cn-hangzhou');
  });

  it('is how a pool of many nodes starts, and a second toggle opens it', () => {
    expect(draw(wide()).nodes.find((each) => each.id === 'pool:np-two')).toMatchObject({
      collapsed: true,
      counts: { broken: 1, healthy: 19 },
    });
    expect(
      draw(wide(), { toggled: ['pool:np-two'] }).nodes.filter((each) => each.parent === 'pool:np-two'),
    ).toHaveLength(20);
  });
});

describe('a search', () => {
  const found = (find: string) =>
    draw(seedFigure(), { find })
      .nodes.filter((each) => each.matches)
      .map((each) => each.id);

  it.each([
    ['HZ-SW', ['site:dc-hz1', 'gateway:hz-sw-1']],
    ['边缘节点池', ['site:dc-hz1', 'lan:dc-hz1/rack-a', 'pool:np-edge']],
    ['no such thing', []],
  ])('for %s finds it and the boxes it is in', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });

  it('for an address finds the ranges that hold it', () => {
    expect(found('10.0.0.200')).toEqual(expect.arrayContaining(['vbr:vbr-bp1hz', 'node:c0seedhz|edge-hz1-a2']));
    expect(found('10.0.0.200')).not.toContain('node:c0seedhz|edge-hz1-a1');
  });

  it('for nothing finds everything', () => {
    expect(found(' ')).toHaveLength(draw(seedFigure()).nodes.length);
  });
});

describe('layers', () => {
  it('leave out rows and lines, not devices', () => {
    const bare = draw(seedFigure(), { layers: [] });
    expect(bare.edges).toEqual([]);
    expect(bare.nodes.map((each) => each.id)).toEqual(draw(seedFigure()).nodes.map((each) => each.id));
    expect(bare.nodes.flatMap((each) => each.rows).some((each) => each.kind === 'route')).toBe(false);
  });
});

describe('a path', () => {
  const pathOf = (estate: Estate, options?: TopologyOptions) => {
    const graph = draw(estate, options);
    return { graph, path: overlayPath(graph, judgeFlows(observedViewOf(estate))[0]!, graph.shownAs) };
  };

  it('joins the rows that decide, there and back', () => {
    const { path } = pathOf(seedFigure());
    expect(path.bands.filter((each) => each.direction === 'forward')).toEqual([
      { node: 'vpc:vpc-bp1hz', row: 'route 10.0.0.0/16 ri-bp1vpc', direction: 'forward', status: 'healthy' },
      { node: 'vbr:vbr-bp1hz', row: 'route 10.0.0.0/16 ri-bp1vlan', direction: 'forward', status: 'healthy' },
    ]);
    expect(path.stops).toEqual([]);
    expect(path.segments.map((each) => [each.direction, each.assumed])).toEqual([
      ['forward', false],
      ['forward', false],
      ['forward', false],
      ['forward', true],
      ['back', true],
      ['back', true],
      ['back', false],
      ['back', false],
    ]);
  });

  it('stops at the row that is missing', () => {
    const { path } = pathOf(seedWith((each) => dropRow(vbrRows(each), '10.0.0.0/16')));
    expect(path.stops).toMatchObject([{ direction: 'forward', node: 'vbr:vbr-bp1hz', status: 'broken' }]);
    expect(path.bands.filter((each) => each.status === 'broken')).toEqual([
      { node: 'vbr:vbr-bp1hz', row: 'missing 10.0.0.0/18', direction: 'forward', status: 'broken' },
    ]);
  });

  it('goes through closed boxes', () => {
    const { path } = pathOf(seedFigure(), { toggled: ['region:cn-hangzhou', 'site:dc-hz1'] });
    expect([...path.nodes].sort()).toEqual(['region:cn-hangzhou', 'site:dc-hz1']);
  });
});
