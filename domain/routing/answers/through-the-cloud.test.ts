import { describe, expect, it } from 'vitest';
import { Estate } from '@/domain/estate/estate';
import { networkAddress, parsePrefix } from '@/domain/net/prefix';
import { endingsOf } from '@/domain/testing/oracle';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { gatewayOf, vbrOf } from '@/domain/testing/seed-parts';
import { traceDirection } from './judge';

type Over = 'vpc' | 'transit-router' | 'ecr';

/** The seed with a second data centre behind a VBR of its own; each reaches the other by way of the cloud. */
function twoSites(over: Over): Estate {
  const estate = seedFigure();
  const [first, gateway] = [vbrOf(estate), gatewayOf(estate)];
  const tie = (key: string) =>
    ({
      vpc: { kind: 'router-interface', key: `ri-${key}` },
      'transit-router': { kind: 'transit-router-attachment', key: `tra-${key}` },
      ecr: { kind: 'ecr', key: 'tr' },
    })[over];
  const rows = (key: string, own: string, other: string) => [
    { prefix: own, nextHop: { kind: 'router-interface', key: `vlan-${key}` } },
    { prefix: other, nextHop: tie(key) },
  ];
  const [a, b] = ['172.16.0.0/16', '172.20.0.0/16'] as const;
  const vbr = (key: string, circuit: string, near: string, far: string, entries: object[]) => ({
    ...{ ...first, key, physicalConnections: [circuit], vlanInterface: `vlan-${key}`, bgpGroups: [], bgpNetworks: [] },
    ...{ localGatewayAddress: near, peerGatewayAddress: far, routeTable: { key: `vtb-${key}`, entries } },
  });
  const attachments = ['vbr-a', 'vbr-b'].map((router) => ({ key: `tra-${router}`, router }));
  const led = (prefix: string, key: string) => ({ prefix, nextHop: { kind: 'transit-router-attachment', key } });
  return Estate.parse({
    ...{ ...estate, flows: [], clusters: [] },
    vpcs: estate.vpcs.map((vpc) => ({
      ...vpc,
      routeTables: [
        { key: 'vtb', entries: [a, b].map((prefix, at) => ({ prefix, nextHop: tie(at ? 'b-vpc' : 'a-vpc') })) },
      ],
    })),
    routerInterfaces: ['a', 'b'].flatMap((key) => {
      const [near, far] = [`ri-${key}-vpc`, `ri-vbr-${key}`];
      return [
        { key: near, router: 'vpc-bp1hz', opposite: far, status: 'active' },
        { key: far, router: `vbr-${key}`, opposite: near, status: 'active' },
      ];
    }),
    transitRouters: [
      {
        ...{ key: 'tr', kind: over === 'ecr' ? 'ecr' : 'transit-router', attachments },
        routeTables: [{ key: 'vtb-tr', entries: [led(a, 'tra-vbr-a'), led(b, 'tra-vbr-b')] }],
      },
    ],
    physicalConnections: ['dc-hz1', 'dc-2'].map((site) => ({
      ...{ ...estate.physicalConnections[0], key: `pc-${site}`, site },
    })),
    vbrs: [
      vbr('vbr-a', 'pc-dc-hz1', '169.254.10.1/30', '169.254.10.2/30', rows('vbr-a', a, b)),
      vbr('vbr-b', 'pc-dc-2', '169.254.20.1/30', '169.254.20.2/30', rows('vbr-b', b, a)),
    ],
    sites: [...estate.sites, { key: 'dc-2', kind: 'data-centre', hostPrefixes: [b], lans: [] }],
    gateways: [
      {
        ...{ ...gateway, staticRoutes: [{ prefix: b, nextHop: '169.254.10.1' }] },
        interfaces: [{ name: 'up', address: '169.254.10.2/30', circuit: 'pc-dc-hz1', vlanId: 110 }],
      },
      {
        ...{ ...gateway, key: 'gw-2', site: 'dc-2', staticRoutes: [{ prefix: a, nextHop: '169.254.20.1' }] },
        interfaces: [{ name: 'up', address: '169.254.20.2/30', circuit: 'pc-dc-2', vlanId: 110 }],
      },
    ],
  });
}

describe('from one data centre to another by way of the cloud', () => {
  const [a, b] = [parsePrefix('172.16.64.0/24'), parsePrefix('172.20.64.0/24')];

  it.each([
    ['a VPC between router interfaces is not known to pass it on', 'vpc', 'unknown', 'transit-through-vpc'],
    ['a transit router does', 'transit-router', 'reachable', undefined],
    ['an Express Connect router may be set to', 'ecr', 'unknown', 'site-link-not-read'],
  ] satisfies [string, Over, string, string | undefined][])('%s', (_, over, kind, code) => {
    const view = viewOf(twoSites(over));
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const verdict = traceDirection(view, { prefix: from }, { prefix: to });
      expect([verdict.kind, verdict.reason?.code]).toEqual([kind, code]);
      const naive = endingsOf(view, networkAddress(from), networkAddress(to));
      expect(naive.map((each) => [each.kind, each.code])).toEqual([[kind, code]]);
    }
  });

  it('what does not arrive either way is not called unknown', () => {
    const estate = twoSites('vpc');
    estate.vbrs[1]!.routeTable!.entries = [];
    const verdict = traceDirection(viewOf(estate), { prefix: a }, { prefix: b });
    expect(verdict).toMatchObject({ kind: 'unreachable', reason: { code: 'no-route' } });
  });

  it('an Express Connect router does not join VPCs', () => {
    const estate = twoSites('ecr');
    const [vpc] = estate.vpcs;
    const [other, own] = ['192.168.0.0/16', '172.31.0.0/16'].map(parsePrefix);
    const hop = { kind: 'ecr', key: 'tr' } as const;
    const joined = Estate.parse({
      ...estate,
      vpcs: [
        vpc,
        {
          ...{ key: 'vpc-2', prefixes: [own], vSwitches: [{ key: 'vsw-2', prefix: own }] },
          routeTables: [{ key: 'vtb-2', entries: [{ prefix: other, nextHop: hop }] }],
        },
      ],
      transitRouters: [
        {
          ...estate.transitRouters[0],
          attachments: ['vpc-bp1hz', 'vpc-2'].map((router) => ({ key: `tra-${router}`, router })),
          routeTables: [
            {
              key: 'vtb-tr',
              entries: [{ prefix: other, nextHop: { kind: 'transit-router-attachment', key: 'tra-vpc-bp1hz' } }],
            },
          ],
        },
      ],
    });
    const verdict = traceDirection(viewOf(joined), { prefix: own! }, { prefix: parsePrefix('192.168.64.0/24') });
    expect(verdict).toMatchObject({ kind: 'unreachable', owner: 'cloud', reason: { code: 'ecr-joins-no-vpcs' } });
  });
});
