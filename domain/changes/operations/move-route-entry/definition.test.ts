import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { seedWith, viewOf } from '@/domain/testing/seed-figure';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { buildPlan } from '../../build-plan';
import { GuardSpec } from '../../change';
import { judgedByTable } from '../../testing/judge';
import { moveRouteEntry } from './definition';
import { MoveRouteEntry } from './schema';

const table = (estate: Estate) => estate.vbrs[0]!.routeTable!;
const hop = (key: string) => ({ kind: 'router-interface', key });

/** The figure whole, with a second pair of router interfaces between its VBR and its VPC. */
function twoPairs(more: (estate: Estate) => void = () => undefined): Estate {
  return seedWith((estate) => {
    table(estate).entries!.push({
      prefix: '172.16.0.0/16' as never,
      nextHop: hop('ri-bp1vlan') as never,
      type: 'custom',
      status: 'available',
    });
    const [vpc, vbr] = [estate.vpcs[0]!.key, estate.vbrs[0]!.key];
    estate.routerInterfaces.push(
      { key: 'ri-second-vbr', router: vbr, opposite: 'ri-second-vpc', oppositeRouter: vpc, status: 'active' },
      { key: 'ri-second-vpc', router: vpc, opposite: 'ri-second-vbr', oppositeRouter: vbr, status: 'active' },
    );
    more(estate);
  });
}

function operation(more: Record<string, unknown> = {}) {
  return MoveRouteEntry.parse({
    kind: 'move-route-entry',
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix: '192.168.0.0/16',
    nextHop: hop('ri-bp1vbr'),
    newNextHop: hop('ri-second-vbr'),
    ...more,
  });
}

const codes = (estate: Estate, more = {}) =>
  moveRouteEntry
    .validate(viewOf(estate), operation(more))
    .map(({ path, code, severity = 'error' }) => `${severity} ${path.join('.')}: ${code}`);
const writes = (estate: Estate, more = {}) =>
  moveRouteEntry
    .steps(viewOf(estate), operation(more))
    .map(({ effect }) =>
      'prefix' in effect ? `${effect.kind.split('-')[0]} ${effect.prefix} ${effect.nextHop.key}` : '',
    );

describe('moving a route entry', () => {
  it('holds the traffic by the two halves while the row is out', () => {
    expect(codes(twoPairs())).toEqual([]);
    expect(writes(twoPairs())).toEqual([
      'create 192.168.0.0/17 ri-second-vbr',
      'create 192.168.128.0/17 ri-second-vbr',
      'delete 192.168.0.0/16 ri-bp1vbr',
      'create 192.168.0.0/16 ri-second-vbr',
      'delete 192.168.0.0/17 ri-second-vbr',
      'delete 192.168.128.0/17 ri-second-vbr',
    ]);
  });

  it('breaks no flow in any state there and back', () => {
    const view = viewOf(twoPairs());
    const working = judgeFlows(view).filter(({ kind }) => kind === 'reachable');
    expect(working.length).toBeGreaterThan(0);
    const guard = GuardSpec.parse({ mustHold: [working[0]!.flow] });
    const result = buildPlan(view, { operations: [operation()], guard }, { ...judgedByTable(), judge: judgeFlows });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    for (const { flow } of working) {
      const line = result.plan.flows.find((each) => each.flow === flow);
      expect(new Set([...(line?.steps ?? []), ...(line?.undo ?? [])])).toEqual(new Set(['reachable']));
    }
  });

  it.each<[string, string, (estate: Estate) => void, object]>([
    [
      'a single address',
      'gap-single-address',
      (estate) =>
        table(estate).entries!.push({
          prefix: '192.168.9.9/32' as never,
          nextHop: hop('ri-bp1vbr') as never,
          type: 'custom',
          status: 'available',
        }),
      { prefix: '192.168.9.9/32' },
    ],
    [
      'a table with room for one row',
      'gap-quota',
      (estate) => {
        table(estate).quota = table(estate).entries!.filter((each) => each.type === 'custom').length + 1;
      },
      {},
    ],
    [
      'a half that is there',
      'gap-half-exists',
      (estate) =>
        table(estate).entries!.push({
          prefix: '192.168.128.0/17' as never,
          nextHop: hop('ri-bp1vbr') as never,
          type: 'custom',
          status: 'available',
        }),
      {},
    ],
    [
      'a row that BGP brings as well',
      'gap-beside-dynamic',
      (estate) =>
        table(estate).entries!.push({
          prefix: '192.168.0.0/16' as never,
          nextHop: hop('ri-bp1vlan') as never,
          type: 'bgp',
          status: 'available',
        }),
      {},
    ],
  ])('of %s shows the gap', (_what, code, change, more) => {
    const estate = twoPairs(change);
    expect(codes(estate, more)).toEqual([`warning prefix: ${code}`]);
    expect(writes(estate, more).map((each) => each.split(' ')[0])).toEqual(['delete', 'create']);
  });

  it.each<[string, object, string]>([
    ['to where it is', { newNextHop: hop('ri-bp1vbr') }, 'error newNextHop: next-hop-unchanged'],
    [
      'to an interface of another router',
      { newNextHop: hop('ri-second-vpc') },
      'error newNextHop: next-hop-of-other-router',
    ],
    ['to nowhere', { newNextHop: hop('ri-none') }, 'error newNextHop: next-hop-unknown'],
    ['of a row that is not there', { prefix: '10.99.0.0/16' }, 'error prefix: route-missing'],
    ['of a row that leads elsewhere', { nextHop: hop('ri-bp1vlan') }, 'error nextHop: route-has-other-next-hop'],
  ])('%s is refused', (_what, more, problem) => {
    expect(codes(twoPairs(), more)).toEqual([problem]);
  });

  it('on a VPC does not lay a half inside a vSwitch', () => {
    const estate = twoPairs((each) => {
      each.vpcs[0]!.vSwitches!.push({ key: 'vsw-far', prefix: '172.30.0.0/20' as never });
      each.vpcs[0]!.routeTables![0]!.entries!.push({
        prefix: '172.30.0.0/19' as never,
        nextHop: hop('ri-bp1vpc') as never,
        type: 'custom',
        status: 'available',
      });
    });
    const onVpc = {
      router: { kind: 'vpc', key: 'vpc-bp1hz' },
      routeTable: 'vtb-bp1vpc',
      prefix: '172.30.0.0/19',
      nextHop: hop('ri-bp1vpc'),
      newNextHop: hop('ri-second-vpc'),
    };
    expect(codes(estate, onVpc)).toEqual(['warning prefix: gap-half-in-vswitch']);
  });
});
