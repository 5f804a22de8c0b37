import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, row, vbrRows, vpcTable } from '@/domain/testing/seed-parts';
import { judgeFlows } from './judge';

const flows = (estate: Estate) => {
  const [cloudToEdge, edgeToCloud] = judgeFlows(observedViewOf(estate));
  return { cloudToEdge: cloudToEdge!, edgeToCloud: edgeToCloud! };
};
describe('the seed figure', () => {
  it('is reachable in both directions of both flows', () => {
    expect(judgeFlows(observedViewOf(seedFigure())).map((each) => [each.flow, each.kind])).toEqual([
      ['cloud-to-edge', 'reachable'],
      ['edge-to-cloud', 'reachable'],
    ]);
  });

  it('walks every device in order, each with the row that decided and the reading it is from', () => {
    const { forward, back } = flows(seedFigure()).cloudToEdge;
    expect(forward.hops.map((hop) => `${hop.place.kind} ${hop.place.key} ${hop.status}`)).toEqual([
      'pool np-cloud passes',
      'vpc vpc-bp1hz passes',
      'router-interface ri-bp1vpc passes',
      'vbr vbr-bp1hz passes',
      'physical-connection pc-bp1hz passes',
      'gateway hz-sw-1 assumed',
      'lan dc-hz1/rack-a assumed',
      'pool np-edge assumed',
    ]);
    expect(forward.hops[3]).toMatchObject({
      row: { routeTable: 'vtb-bp1vbr', prefix: '10.0.0.0/16', type: 'bgp', status: 'available', nextHop: 'ri-bp1vlan' },
      read: { kind: 'route-entry', within: 'vtb-bp1vbr' },
    });
    expect(back.hops.map((hop) => hop.place.kind)).toEqual([
      'pool',
      'lan',
      'gateway',
      'physical-connection',
      'vbr',
      'router-interface',
      'vpc',
      'pool',
    ]);
    expect(back.hops.at(-1)).toMatchObject({ status: 'delivers' });
  });

  it('says what it rests on that nothing reads', () => {
    const codes = flows(seedFigure()).edgeToCloud.forward.assumptions.map((each) => each.code);
    expect(codes).toEqual(['node-sends-to-lan-gateway', 'gateway-not-read']);
  });

  it('judges only the flows asked for', () => {
    expect(judgeFlows(viewOf(seedFigure()), { only: ['edge-to-cloud'] }).map((each) => each.flow)).toEqual([
      'edge-to-cloud',
    ]);
  });
});

describe('a cloud-side table without the row', () => {
  it('is F01 at the VBR when the edge range is missing', () => {
    const estate = seedWith((each) => dropRow(vbrRows(each), '10.0.0.0/16'));
    const { forward, back } = flows(estate).cloudToEdge;
    expect(forward).toMatchObject({
      kind: 'unreachable',
      finding: 'F01',
      owner: 'cloud',
      reason: { code: 'no-route', params: { router: 'vbr-bp1hz', routerKind: 'vbr', prefix: '10.0.0.0/24' } },
    });
    expect(forward.hops.at(-1)).toMatchObject({ place: { kind: 'vbr', key: 'vbr-bp1hz' }, status: 'stops' });
    expect(back.kind).toBe('reachable');
  });

  it('is F02 at the VPC', () => {
    const estate = seedWith((each) => dropRow(vpcTable(each), '10.0.0.0/16'));
    expect(flows(estate).edgeToCloud.back).toMatchObject({
      kind: 'unreachable',
      finding: 'F02',
      reason: { params: { router: 'vpc-bp1hz' } },
    });
  });

  it('is V4 at the VBR when the way into the VPC is missing', () => {
    const estate = seedWith((each) => dropRow(vbrRows(each), '192.168.0.0/16'));
    expect(flows(estate).edgeToCloud.forward).toMatchObject({ kind: 'unreachable', finding: 'V4', owner: 'cloud' });
  });

  it('is unknown, not missing, while nobody has read the table', () => {
    const estate = seedWith((each) => delete vbrRows(each).entries);
    expect(flows(estate).cloudToEdge.forward).toMatchObject({
      kind: 'unknown',
      reason: { code: 'route-table-not-read' },
    });
  });

  it('differs from a table that is known to be empty', () => {
    const estate = seedWith((each) => (vbrRows(each).entries = []));
    expect(flows(estate).cloudToEdge.forward).toMatchObject({ kind: 'unreachable', finding: 'F01' });
  });
});

describe('longest prefix', () => {
  it('names the part of the destination that a missing half loses, and no more', () => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '10.0.0.0/16');
      vbrRows(each).entries!.push(row('10.0.0.0/24', 'ri-bp1vlan'));
    });
    const { forward } = flows(estate).cloudToEdge;
    expect(forward).toMatchObject({ kind: 'unreachable', finding: 'F01', part: ['10.0.1.0/25'] });
  });

  it.each([
    ['/32', '10.0.0.7/32', ['10.0.0.7/32']],
    ['/31', '10.0.0.6/31', ['10.0.0.6/31']],
  ])('a %s that points back into the VPC takes exactly its addresses', (_, prefix, part) => {
    const estate = seedWith((each) => vbrRows(each).entries!.push(row(prefix, 'ri-bp1vbr')));
    const { forward } = flows(estate).cloudToEdge;
    expect(forward).toMatchObject({ kind: 'unreachable', part, reason: { code: 'forwarding-loop' } });
  });

  it('lets a default route stand in for a missing row, and names it as the runner-up otherwise', () => {
    const withDefault = seedWith((each) => vbrRows(each).entries!.push(row('0.0.0.0/0', 'ri-bp1vlan')));
    const hop = flows(withDefault).cloudToEdge.forward.hops[3];
    expect(hop).toMatchObject({ row: { prefix: '10.0.0.0/16' }, runnerUp: { prefix: '0.0.0.0/0' } });
    dropRow(vbrRows(withDefault), '10.0.0.0/16');
    expect(flows(withDefault).cloudToEdge.forward).toMatchObject({ kind: 'reachable' });
  });

  it('takes the same row twice for one', () => {
    const estate = seedWith((each) =>
      vbrRows(each).entries!.push({ ...row('10.0.0.0/16', 'ri-bp1vlan'), type: 'bgp' }),
    );
    expect(flows(estate).cloudToEdge.kind).toBe('reachable');
  });
});

describe('the status of a row', () => {
  it.each([
    ['modifying', 'unknown', 'route-changing'],
    ['unknown', 'unknown', 'route-changing'],
    ['pending', 'unreachable', 'route-not-available'],
    ['deleting', 'unreachable', 'route-not-available'],
  ] as const)('%s makes it %s', (status, kind, code) => {
    const estate = seedWith((each) => {
      dropRow(vbrRows(each), '10.0.0.0/16');
      vbrRows(each).entries!.push(row('10.0.0.0/16', 'ri-bp1vlan', status));
    });
    expect(flows(estate).cloudToEdge.forward).toMatchObject({ kind, reason: { code } });
  });

  it('hands over to the next longest row while it is not in force', () => {
    const estate = seedWith((each) => vbrRows(each).entries!.push(row('10.0.0.0/24', 'ri-bp1vbr', 'deleting')));
    expect(flows(estate).cloudToEdge.kind).toBe('reachable');
  });
});

describe('a prefix that is both custom and BGP on a VBR', () => {
  it('is unknown when the next hops differ, because no precedence is documented', () => {
    const estate = seedWith((each) => vbrRows(each).entries!.push(row('10.0.0.0/16', 'ri-bp1vbr')));
    expect(flows(estate).cloudToEdge.forward).toMatchObject({
      kind: 'unknown',
      reason: { code: 'route-precedence-unknown' },
    });
  });

  it('is no question when both lead the same way', () => {
    const estate = seedWith((each) => vbrRows(each).entries!.push(row('10.0.0.0/16', 'ri-bp1vlan')));
    expect(flows(estate).cloudToEdge.kind).toBe('reachable');
  });
});

describe('several next hops', () => {
  it('reach only when every leg delivers, and the leg that does not is named', () => {
    const estate = seedWith((each) => {
      each.routerInterfaces.push({ key: 'ri-second', router: 'vpc-bp1hz', opposite: 'ri-far', status: 'inactive' });
      const entry = vpcTable(each).entries![0]!;
      entry.nextHops = [entry.nextHop!, { kind: 'router-interface', key: 'ri-second' }];
      delete entry.nextHop;
    });
    const { forward } = flows(estate).cloudToEdge;
    expect(forward).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'router-interface-not-active', params: { routerInterface: 'ri-second' } },
    });
  });
});
