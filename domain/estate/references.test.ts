import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { referenceProblems } from './references';

function codes(estate: unknown): string[] {
  return referenceProblems(estate).map(({ path, code }) => `${path.join('.')} ${code}`);
}

vi.setConfig({ testTimeout: 60_000 });

describe('references within an estate', () => {
  it('hold in every valid estate', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        expect(referenceProblems(estate)).toEqual([]);
      }),
    );
  });

  it.each([
    [{ vbrs: [{ key: 'v', physicalConnections: ['pc-x'] }] }, 'vbrs.0.physicalConnections.0 unknown-reference'],
    [{ gateways: [{ key: 'g', site: 'dc-x' }] }, 'gateways.0.site unknown-reference'],
    [{ clusters: [{ key: 'c', nodes: [{ name: 'n', pool: 'np-x' }] }] }, 'clusters.0.nodes.0.pool unknown-reference'],
    [
      {
        vbrs: [
          {
            key: 'v',
            routeTable: {
              key: 't',
              entries: [{ prefix: '10.0.0.0/8', nextHop: { kind: 'router-interface', key: 'ri-x' } }],
            },
          },
        ],
      },
      'vbrs.0.routeTable.entries.0.nextHop.key unknown-reference',
    ],
    [{ vpcs: [{ key: 'a' }, { key: 'a' }] }, 'vpcs.1.key duplicate-object'],
    [
      {
        vbrs: [{ key: 'v', vlanInterface: 'ri-a' }],
        routerInterfaces: [{ key: 'ri-a', router: 'v', oppositeRouter: 'far' }],
      },
      'vbrs.0.vlanInterface duplicate-object',
    ],
    [
      {
        clusters: [
          {
            key: 'c',
            nodePools: [{ key: 'p' }],
            nodes: [
              { name: 'n', pool: 'p' },
              { name: 'n', pool: 'p' },
            ],
          },
        ],
      },
      'clusters.0.nodes.1 duplicate-row',
    ],
    [
      { vbrs: [{ key: 'v', bgpNetworks: [{ prefix: '10.0.0.0/8' }, { prefix: '10.0.0.0/8' }] }] },
      'vbrs.0.bgpNetworks.1 duplicate-row',
    ],
    [
      { vpcs: [{ key: 'a', routeTables: [{ key: 't', entries: [{ prefix: '10.0.0.0/8', type: 'system' }] }] }] },
      'vpcs.0.routeTables.0.entries.0.type system-route-listed',
    ],
    [
      {
        vpcs: [
          {
            key: 'a',
            routeTables: [{ key: 't', entries: [{ prefix: '10.0.0.0/8' }, { prefix: '10.0.0.0/8', type: 'custom' }] }],
          },
        ],
      },
      'vpcs.0.routeTables.0.entries.1 duplicate-row',
    ],
    [
      {
        vpcs: [
          {
            key: 'a',
            routeTables: [
              { key: 't', entries: [{ prefix: '10.0.0.0/8', nextHop: { kind: 'ecr', key: 'e' }, nextHops: [] }] },
            ],
          },
        ],
      },
      'vpcs.0.routeTables.0.entries.0 two-next-hops',
    ],
  ])('%j: %s', (estate, problem) => {
    expect(codes(estate)).toEqual([problem]);
  });

  it('may lead to vSwitches of a VPC whose vSwitches are unknown', () => {
    const pool = { clusters: [{ key: 'c', nodePools: [{ key: 'p', vSwitches: ['vsw-x'] }] }] };
    expect(codes({ ...pool, vpcs: [{ key: 'a' }] })).toEqual([]);
    expect(codes({ ...pool, vpcs: [{ key: 'a', vSwitches: [] }] })).toEqual([
      'clusters.0.nodePools.0.vSwitches.0 unknown-reference',
    ]);
  });

  it('may lead out of the estate only where the far router is known to be elsewhere', () => {
    const pair = (oppositeRouter?: string) => ({
      vbrs: [{ key: 'vbr-a' }],
      routerInterfaces: [{ key: 'ri-a', router: 'vbr-a', opposite: 'ri-b', oppositeRouter }],
    });
    expect(codes(pair('vpc-of-others'))).toEqual([]);
    expect(codes(pair())).toEqual(['routerInterfaces.0.opposite unknown-reference']);
    expect(codes(pair('vbr-a'))).toEqual(['routerInterfaces.0.opposite unknown-reference']);
  });

  it('passes over data of any other shape', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(() =>
          referenceProblems({ vpcs: anything, flows: [anything], vbrs: [{ routeTable: anything }] }),
        ).not.toThrow();
      }),
    );
  });
});
