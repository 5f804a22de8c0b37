import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { observedViewOf, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { addRouteEntry } from './definition';
import { AddRouteEntry } from './schema';

const table = (estate: Estate) => estate.vbrs[0]!.routeTable!;

/** The seed as the product finds it: the VBR lacks the way to the edge pods. */
function missingRoute(edit: (estate: Estate) => void = () => {}) {
  return seedWith((estate) => {
    table(estate).entries = table(estate).entries!.filter((entry) => entry.prefix !== '10.0.0.0/16');
    edit(estate);
  });
}

function operation(more: Record<string, unknown> = {}) {
  return AddRouteEntry.parse({
    kind: 'add-route-entry',
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix: '10.0.0.0/16',
    nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
    ...more,
  });
}

const codes = (estate: Estate, more = {}) =>
  addRouteEntry.validate(viewOf(estate), operation(more)).map(({ code, severity = 'error' }) => `${severity}: ${code}`);

describe('adding a route entry', () => {
  it('is fine for the missing route', () => expect(codes(missingRoute())).toEqual([]));
  it('is fine toward the cloud through the own side of a router-interface pair', () =>
    expect(
      codes(missingRoute(), { prefix: '192.168.128.0/18', nextHop: { kind: 'router-interface', key: 'ri-bp1vbr' } }),
    ).toEqual([]));
  it('is fine as a default route', () => expect(codes(missingRoute(), { prefix: '0.0.0.0/0' })).toEqual([]));

  it('refuses host bits with the nearest right spelling', () => {
    const parsed = AddRouteEntry.safeParse({ ...operation(), prefix: '10.0.0.1/16' });
    expect(parsed.error?.issues[0]).toMatchObject({ path: ['prefix'], message: 'host-bits-set' });
  });

  const cases: [string, string, (estate: Estate) => void, Record<string, unknown>][] = [
    ['an unknown router', 'error: router-unknown', () => {}, { router: { kind: 'vbr', key: 'vbr-none' } }],
    ['a table of another router', 'error: route-table-unknown', () => {}, { routeTable: 'vtb-bp1vpc' }],
    ['a table nobody has read', 'error: route-table-unread', (estate) => delete table(estate).entries, {}],
    ['the cloud service range itself', 'error: destination-is-cloud-services', () => {}, { prefix: '100.64.0.0/10' }],
    [
      'a part of the cloud service range',
      'warning: destination-in-cloud-services',
      () => {},
      { prefix: '100.100.2.0/24' },
    ],
    ['IPv6 on a VBR', 'error: ipv6-on-vbr', () => {}, { prefix: '2001:db8::/32' }],
    ['a destination that is there', 'error: destination-exists', () => {}, { prefix: '172.16.0.0/16' }],
    [
      'a next hop nobody knows',
      'error: next-hop-unknown',
      () => {},
      { nextHop: { kind: 'router-interface', key: 'ri-none' } },
    ],
    [
      'a next hop of another router',
      'error: next-hop-of-other-router',
      () => {},
      { nextHop: { kind: 'router-interface', key: 'ri-bp1vpc' } },
    ],
    [
      'a next hop of a kind a VBR does not know',
      'error: next-hop-kind-unsupported',
      () => {},
      { nextHop: { kind: 'instance', key: 'i-1' } },
    ],
    ['a VBR that is not active', 'error: vbr-not-active', (estate) => (estate.vbrs[0]!.status = 'terminating'), {}],
    ['a VBR of unknown status', 'warning: vbr-status-unknown', (estate) => delete estate.vbrs[0]!.status, {}],
    [
      'a circuit that is not enabled',
      'error: circuit-not-ready',
      (estate) => (estate.physicalConnections[0]!.status = 'allocated'),
      {},
    ],
    [
      'a circuit that is locked',
      'error: circuit-not-ready',
      (estate) => (estate.physicalConnections[0]!.businessStatus = 'financial-locked'),
      {},
    ],
    ['a full table', 'error: route-quota-reached', (estate) => (table(estate).quota = 2), {}],
    ['a table that is nearly full', 'warning: route-quota-near', (estate) => (table(estate).quota = 3), {}],
    [
      'a table with a row on its way',
      'error: table-not-settled',
      (estate) => (table(estate).entries![0]!.status = 'pending'),
      {},
    ],
  ];
  it.each(cases)('speaks of %s', (_name, expected, edit, more) =>
    expect(codes(missingRoute(edit), more)).toEqual([expected]),
  );

  it('refuses an interface of the VBR that is not active', () => {
    const estate = missingRoute((each) => (each.routerInterfaces[1]!.status = 'idle'));
    expect(codes(estate, { nextHop: { kind: 'router-interface', key: 'ri-bp1vbr' } })).toEqual([
      'error: next-hop-not-active',
    ]);
  });

  it('warns that the order beside a BGP row of the same prefix is not documented', () => {
    expect(codes(seedWith(() => {}))).toEqual(['warning: precedence-undocumented']);
  });

  it('says all that is wrong at once, with where', () => {
    const estate = missingRoute((each) => (each.vbrs[0]!.status = 'recovering'));
    const problems = addRouteEntry.validate(
      viewOf(estate),
      operation({ prefix: '172.16.0.0/16', nextHop: { kind: 'router-interface', key: 'x' } }),
    );
    expect(problems.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['router.key', 'vbr-not-active'],
      ['nextHop', 'next-hop-unknown'],
      ['prefix', 'destination-exists'],
    ]);
  });

  it('warns when the reading is old', () => {
    const view = observedViewOf(missingRoute(), ['route-entry']);
    expect(addRouteEntry.validate(view, operation())).toMatchObject([{ code: 'reading-stale', severity: 'warning' }]);
  });

  it('refuses a VPC row equal to or inside a vSwitch, and takes one around it', () => {
    const onVpc = {
      router: { kind: 'vpc', key: 'vpc-bp1hz' },
      routeTable: 'vtb-bp1vpc',
      nextHop: { kind: 'router-interface', key: 'ri-bp1vpc' },
    };
    const of = (prefix: string) =>
      codes(
        seedWith(() => {}),
        { ...onVpc, prefix },
      );
    expect(of('192.168.64.0/19')).toEqual(['error: destination-in-vswitch']);
    expect(of('192.168.64.0/24')).toEqual(['error: destination-in-vswitch']);
    expect(of('192.168.64.0/18')).toEqual([]);
    expect(of('2001:db8::/32')).toEqual([]);
  });

  it('becomes one step and one line', () => {
    const view = viewOf(missingRoute());
    expect(addRouteEntry.steps(view, operation())).toEqual([
      { effect: { ...operation(), kind: 'create-route-entry' }, expectedSeconds: 5 },
    ]);
    expect(addRouteEntry.diff(view, operation())).toMatchObject([
      { sign: '+', subject: '10.0.0.0/16', target: 'ri-bp1vlan' },
    ]);
  });
});
