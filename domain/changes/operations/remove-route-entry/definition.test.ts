import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { removeRouteEntry } from './definition';
import { RemoveRouteEntry } from './schema';

const table = (estate: Estate) => estate.vbrs[0]!.routeTable!;
const vlan = { kind: 'router-interface', key: 'ri-bp1vlan' };

function operation(more: Record<string, unknown> = {}) {
  return RemoveRouteEntry.parse({
    kind: 'remove-route-entry',
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix: '172.16.0.0/16',
    nextHop: vlan,
    ...more,
  });
}

const problems = (estate: Estate, more = {}) => removeRouteEntry.validate(viewOf(estate), operation(more));
const codes = (estate: Estate, more = {}) =>
  problems(estate, more).map(({ code, severity = 'error' }) => `${severity}: ${code}`);

describe('removing a route entry', () => {
  it('names the addresses in use that lose their last path', () => {
    expect(problems(seedFigure())).toEqual([
      {
        path: ['prefix'],
        code: 'last-path-removed',
        params: { prefix: '172.16.0.0/16', where: 'vtb-bp1vbr' },
        severity: 'warning',
      },
    ]);
  });

  it('names only the part that nothing else covers', () => {
    const estate = seedWith((each) =>
      table(each).entries!.push({
        prefix: '172.16.0.0/17' as never,
        nextHop: vlan as never,
        type: 'bgp',
        status: 'available',
      }),
    );
    expect(problems(estate)).toMatchObject([{ params: { prefix: '172.16.128.0/17' } }]);
  });

  it('does not count a row that does not forward as another path', () => {
    const estate = seedWith((each) =>
      table(each).entries!.push({
        prefix: '172.16.0.0/12' as never,
        nextHop: vlan as never,
        type: 'bgp',
        status: 'deleting',
      }),
    );
    expect(codes(estate)).toEqual(['error: table-not-settled', 'warning: last-path-removed']);
  });

  it('says nothing when a wider row takes over or nobody lives there', () => {
    const wider = seedWith((each) =>
      table(each).entries!.push({
        prefix: '172.16.0.0/12' as never,
        nextHop: vlan as never,
        type: 'custom',
        status: 'available',
      }),
    );
    expect(codes(wider)).toEqual([]);
    const nobody = seedWith((each) =>
      table(each).entries!.push({
        prefix: '203.0.113.0/24' as never,
        nextHop: vlan as never,
        type: 'custom',
        status: 'available',
      }),
    );
    expect(codes(nobody, { prefix: '203.0.113.0/24' })).toEqual([]);
  });

  const cases: [string, string, Record<string, unknown>][] = [
    ['is not there', 'error: route-missing', { prefix: '10.9.0.0/16' }],
    ['was learnt by BGP', 'error: route-not-custom', { prefix: '10.0.0.0/16' }],
    ['goes elsewhere', 'error: route-has-other-next-hop', { nextHop: { kind: 'router-interface', key: 'ri-bp1vbr' } }],
    ['is in a table nobody knows', 'error: route-table-unknown', { routeTable: 'vtb-none' }],
    ['is on a router nobody knows', 'error: router-unknown', { router: { kind: 'vbr', key: 'vbr-none' } }],
  ];
  it.each(cases)('refuses a row that %s', (_name, expected, more) =>
    expect(codes(seedFigure(), more)).toEqual([expected]),
  );

  it('does not mistake the system routes of a VPC for nothing', () => {
    const estate = seedWith((each) =>
      each.vpcs[0]!.routeTables![0]!.entries!.push({
        prefix: '192.168.0.0/16' as never,
        nextHop: { kind: 'router-interface', key: 'ri-bp1vpc' },
        type: 'custom',
        status: 'available',
      }),
    );
    const onVpc = {
      router: { kind: 'vpc', key: 'vpc-bp1hz' },
      routeTable: 'vtb-bp1vpc',
      nextHop: { kind: 'router-interface', key: 'ri-bp1vpc' },
    };
    expect(codes(estate, { ...onVpc, prefix: '192.168.0.0/16' })).toEqual([]);
  });

  it('becomes one step', () => {
    expect(removeRouteEntry.steps(viewOf(seedFigure()), operation())).toMatchObject([
      { effect: { kind: 'delete-route-entry', prefix: '172.16.0.0/16' } },
    ]);
  });
});
