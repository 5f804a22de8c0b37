import { describe, expect, it } from 'vitest';
import { seedFigure, seedWith } from '@/domain/testing/seed-figure';
import { row, vbrRows } from '@/domain/testing/seed-parts';
import { choicesOf, rowChoicesOf } from './choices';

const VBR = { kind: 'vbr', key: 'vbr-bp1hz' } as const;
const VPC = { kind: 'vpc', key: 'vpc-bp1hz' } as const;

const choiceOf = ({ kind, key }: typeof VBR | typeof VPC, estate = seedFigure()) =>
  choicesOf(estate).routers.find(({ router }) => router.kind === kind && router.key === key);

describe('what the forms of changes offer', () => {
  it('is of a VBR its circuit and its interfaces, its table, and its sessions by group', () => {
    expect(choiceOf(VBR)).toMatchObject({
      nextHops: [
        { key: 'ri-bp1vlan', toward: 'data-centre', over: 'pc-bp1hz' },
        { key: 'ri-bp1vbr', toward: 'vpc', over: 'vpc-bp1hz' },
      ],
      tables: [{ key: 'vtb-bp1vbr', quota: 200 }],
      groups: [{ key: 'bgpg-bp1hz', family: 4, peers: [{ session: 'established' }] }],
      farAddresses: { 4: '169.254.10.2' },
    });
  });

  it('is of a VPC the way to each VBR, and all its tables', () => {
    expect(choiceOf(VPC)).toMatchObject({
      nextHops: [{ key: 'ri-bp1vpc', toward: 'vbr', over: 'vbr-bp1hz' }],
      tables: [{ key: 'vtb-bp1vpc' }],
      groups: [],
    });
  });

  it('does not count the rows of a table that nobody has read', () => {
    const estate = seedWith((each) => delete vbrRows(each).entries);
    expect(choiceOf(VBR, estate)?.tables).toMatchObject([{ custom: null }]);
  });

  it('names ranges by the part they play', () => {
    const roles = choicesOf(seedFigure()).ranges.map(({ role }) => role);
    expect(new Set(roles)).toEqual(new Set(['vpc', 'edge-pods', 'services', 'hosts']));
  });
});

describe('rows that a change may move or take away', () => {
  it('are those that people have written', () => {
    const types = new Map(seedFigure().vbrs[0]!.routeTable!.entries!.map(({ prefix, type }) => [prefix, type]));
    const rows = rowChoicesOf(seedFigure(), VBR);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ prefix }) => types.get(prefix)))).toEqual(new Set(['custom']));
  });

  it('have one next hop', () => {
    const both = ['ri-bp1vpc', 'ri-other'].map((key) => ({ kind: 'router-interface' as const, key }));
    const estate = seedWith((each) => {
      each.vpcs[0]!.routeTables![0]!.entries = [
        row('10.9.0.0/16', 'ri-bp1vpc'),
        { ...row('10.8.0.0/16', ''), nextHop: undefined, nextHops: both },
      ];
    });
    expect(rowChoicesOf(estate, VPC)).toEqual([
      { routeTable: 'vtb-bp1vpc', prefix: '10.9.0.0/16', nextHop: 'ri-bp1vpc' },
    ]);
  });

  it('are none of a router that is not there', () => {
    expect(rowChoicesOf(seedFigure(), { kind: 'vbr', key: 'vbr-none' })).toEqual([]);
  });
});
