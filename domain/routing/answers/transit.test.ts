import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import { Estate } from '@/domain/estate/estate';
import type { TransitRouter } from '@/domain/estate/transit-router';
import { NOON, seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { vbrOf, vpcTable } from '@/domain/testing/seed-parts';
import { failEach } from './failures';
import { judgeFlows, traceDirection } from './judge';

const over = (key: string) => ({ kind: 'transit-router-attachment' as const, key });
const row = (prefix: string, ...keys: string[]) =>
  keys.length > 1 ? { prefix, nextHops: keys.map(over) } : { prefix, nextHop: over(keys[0] ?? '') };

/** The seed with a transit router between its VPC and `vbrs` VBRs to the same gateway, in the place of router interfaces. */
function transitEstate({
  vbrs = 1,
  kind,
  status,
}: { vbrs?: number; kind?: TransitRouter['kind']; status?: string } = {}) {
  const estate = seedFigure();
  const vbr = vbrOf(estate);
  const hop = (attachment: string) => (kind === 'ecr' ? { kind: 'ecr' as const, key: 'ecr-1' } : over(attachment));
  const copies = Array.from({ length: vbrs }, (_, n) => {
    const [key, own] = n === 0 ? [vbr.key, vbr.physicalConnections] : [`vbr-${n}`, [`pc-${n}`]];
    const entries = [
      { prefix: '10.0.0.0/16', nextHop: { kind: 'router-interface', key: vbr.vlanInterface }, type: 'bgp' },
      { prefix: '192.168.0.0/16', nextHop: hop(`tra-${key}`), type: kind === 'ecr' ? 'ecr' : 'cen' },
    ];
    return { ...vbr, key, physicalConnections: own, bgpNetworks: [], routeTable: { key: `vtb-${key}`, entries } };
  });
  const names = copies.map(({ key }) => `tra-${key}`);
  vpcTable(estate).entries = [];
  const vpc = estate.vpcs[0]!;
  const [gateway] = estate.gateways;
  const uplink = gateway!.interfaces[0]!;
  return Estate.parse({
    ...estate,
    vpcs: [
      {
        ...vpc,
        routeTables: [
          {
            ...vpc.routeTables![0],
            entries: [
              { prefix: '10.0.0.0/16', nextHop: hop('tra-vpc') },
              { prefix: '172.16.0.0/16', nextHop: hop('tra-vpc') },
            ],
          },
        ],
      },
    ],
    routerInterfaces: [],
    physicalConnections: copies.flatMap(({ physicalConnections }) =>
      physicalConnections.map((key) => ({ ...estate.physicalConnections[0], key })),
    ),
    gateways: [
      {
        ...gateway,
        interfaces: [
          ...gateway!.interfaces,
          ...copies.slice(1).map((each, n) => ({ ...uplink, name: `up-${n}`, circuit: each.physicalConnections[0] })),
        ],
      },
    ],
    vbrs: copies,
    transitRouters: [
      {
        key: kind === 'ecr' ? 'ecr-1' : 'tr-1',
        kind,
        attachments: [
          { key: 'tra-vpc', router: vpc.key, status },
          ...copies.map(({ key }) => ({ key: `tra-${key}`, router: key })),
        ],
        routeTables: [
          {
            key: 'vtb-tr',
            entries: [row('10.0.0.0/16', ...names), row('172.16.0.0/16', ...names), row('192.168.0.0/16', 'tra-vpc')],
          },
        ],
      },
    ],
  });
}

const said = (estate: Estate) => judgeFlows(viewOf(estate)).map(({ kind }) => kind);

describe('a transit router that is declared', () => {
  it.each([undefined, 'ecr'] as const)('is walked both ways, and taken on trust: %s', (kind) => {
    const [flow] = judgeFlows(viewOf(transitEstate({ kind })));
    expect([flow?.forward.kind, flow?.back.kind]).toEqual(['reachable', 'reachable']);
    const key = kind === 'ecr' ? 'ecr-1' : 'tr-1';
    for (const way of [flow?.forward, flow?.back]) {
      expect(way?.hops.map(({ place }) => `${place.kind} ${place.key}`)).toContain(`transit-router ${key}`);
      expect(way?.assumptions.map(({ code }) => code)).toContain('transit-router-not-read');
    }
  });

  it('announces to the data centre what it wrote into the table of the VBR, without a BGP network', () => {
    const estate = transitEstate();
    expect(findFindings(viewOf(estate), NOON).map(({ code }) => code)).not.toContain('F34');
    const withoutRow = structuredClone(estate);
    withoutRow.vbrs[0]!.routeTable!.entries = withoutRow.vbrs[0]!.routeTable!.entries!.slice(0, 1);
    expect(judgeFlows(viewOf(withoutRow))[0]?.back.kind).toBe('unreachable');
  });

  it('sends over all equal ways, so that one that is broken breaks the flow', () => {
    const estate = transitEstate({ vbrs: 2 });
    expect(said(estate)).toEqual(['reachable', 'reachable']);
    const broken = { ...estate, vbrs: estate.vbrs.map((vbr, n) => (n === 1 ? { ...vbr, status: 'terminated' } : vbr)) };
    expect(traceDirection(viewOf(broken), { pool: 'np-cloud' }, { pool: 'np-edge' })).toMatchObject({
      kind: 'unreachable',
      finding: 'F26',
    });
  });

  it.each([
    ['detached', 'unreachable'],
    ['attaching', 'unreachable'],
    ['odd', 'unknown'],
    ['Attached', 'reachable'],
  ])('carries nothing over an attachment that is %s', (status, kind) => {
    expect(said(transitEstate({ status }))).toEqual([kind, kind]);
  });

  it('is unknown as long as its tables are not declared', () => {
    const estate = transitEstate();
    const bare = Estate.parse({ ...estate, transitRouters: [{ ...estate.transitRouters[0], routeTables: undefined }] });
    expect(judgeFlows(viewOf(bare))[0]?.forward).toMatchObject({ reason: { code: 'route-table-not-read' } });
  });

  it('sends by the table that belongs to where it came in', () => {
    const estate = transitEstate();
    const [transit] = estate.transitRouters;
    const mine = { key: 'vtb-of-vpc', attachments: ['tra-vpc'], entries: [] };
    const split = Estate.parse({
      ...estate,
      transitRouters: [{ ...transit, routeTables: [...transit!.routeTables!, mine] }],
    });
    expect(judgeFlows(viewOf(split))[0]).toMatchObject({
      forward: { kind: 'unreachable', finding: 'F02', reason: { params: { routeTable: 'vtb-of-vpc' } } },
      back: { kind: 'reachable' },
    });
  });
});

describe('one failure at a time', () => {
  const lostOf = (estate: Estate) => {
    const impacts = failEach(viewOf(estate), ['transit-router-attachment', 'vbr']);
    return impacts.map(({ failed, lost }) => [failed.key, lost.length]);
  };

  it('takes every flow with the only way', () => {
    expect(lostOf(transitEstate())).toEqual([
      ['tra-vpc', 2],
      ['tra-vbr-bp1hz', 2],
      ['vbr-bp1hz', 2],
    ]);
  });

  it('is survived where equal ways are left', () => {
    const lost = new Map(lostOf(transitEstate({ vbrs: 2 })) as [string, number][]);
    expect([lost.get('tra-vpc'), lost.get('vbr-bp1hz'), lost.get('vbr-1')]).toEqual([2, 0, 0]);
  });
});
