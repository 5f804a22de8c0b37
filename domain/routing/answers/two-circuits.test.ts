import { describe, expect, it } from 'vitest';
import { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { gatewayOf, vbrOf } from '@/domain/testing/seed-parts';
import { failEach } from './failures';
import { judgeFlows } from './judge';
import { poolMatrix } from './matrix';
import { reach } from './reach';

/** The seed's VBR with a second circuit to a gateway of its own; edge nodes use the one that has the LAN's gateway address. */
function twoCircuits(status: string, { nodesUse }: { nodesUse: 'first' | 'second' }): Estate {
  const estate = seedFigure();
  vbrOf(estate).physicalConnections = ['pc-bp1hz', 'pc-2'];
  const first = gatewayOf(estate);
  const [uplink, rack] = first.interfaces as [(typeof first.interfaces)[0], (typeof first.interfaces)[0]];
  const second = structuredClone({ ...first, key: 'hz-sw-2', bgpPeers: first.bgpPeers?.slice(1) });
  second.interfaces = [{ ...uplink, circuit: 'pc-2' }, rack];
  second.staticRoutes = [{ prefix: '192.168.0.0/16', nextHop: '169.254.10.1' }] as typeof second.staticRoutes;
  (nodesUse === 'first' ? second : first).interfaces[1] = {
    ...rack,
    address: '172.16.10.2/24' as typeof rack.address,
  };
  return Estate.parse({
    ...estate,
    physicalConnections: [
      ...estate.physicalConnections,
      { ...estate.physicalConnections[0], key: 'pc-2', status, businessStatus: 'normal' },
    ],
    gateways: [first, second],
  });
}

const said = (estate: Estate) =>
  judgeFlows(viewOf(estate)).map(({ flow, forward, back }) =>
    [flow, forward.kind, forward.reason?.code, back.kind, back.reason?.code].filter(Boolean).join(' '),
  );

describe('a VBR with a circuit to each of two gateways', () => {
  it('takes nothing from the gateway whose circuit is down, and sends nothing to it', () => {
    expect(said(twoCircuits('terminated', { nodesUse: 'second' }))).toEqual([
      'cloud-to-edge reachable unreachable circuit-not-ready',
      'edge-to-cloud unreachable circuit-not-ready reachable',
    ]);
  });

  it('works by the circuit that is left where nodes use its gateway', () => {
    expect(said(twoCircuits('terminated', { nodesUse: 'first' }))).toEqual([
      'cloud-to-edge reachable reachable',
      'edge-to-cloud reachable reachable',
    ]);
  });

  it('loses with either circuit: the one its routes are learnt over, and the one its nodes hang on', () => {
    const lost = failEach(viewOf(twoCircuits('enabled', { nodesUse: 'second' })), ['physical-connection']);
    expect(lost.map(({ failed, lost: flows }) => [failed.key, flows])).toEqual([
      ['pc-bp1hz', ['cloud-to-edge', 'edge-to-cloud']],
      ['pc-2', ['cloud-to-edge', 'edge-to-cloud']],
    ]);
  });
});

describe('a firewall at each of two gateways', () => {
  type Ranges = readonly (readonly [string, string])[] | undefined;
  const [edge, cloud] = ['10.0.0.0/16', '192.168.0.0/16'];
  const permits = (ranges: Ranges) =>
    ranges?.map(([from, to]) => ({ from: parsePrefix(from), to: parsePrefix(to), direction: 'ingress' as const }));

  /** Nodes send by the second gateway, and the VBR by either. */
  function guarded(first: Ranges, second: Ranges): Estate {
    const estate = twoCircuits('enabled', { nodesUse: 'second' });
    return Estate.parse({
      ...estate,
      gateways: estate.gateways.map((each, at) => ({ ...each, permits: permits(at === 0 ? first : second) })),
    });
  }

  it.each([
    ['drops answers to what it has not seen', [[edge, cloud]], [[edge, cloud]], 'unreachable'],
    ['lets them pass like anything that it permits', [[cloud, edge]], [[edge, cloud]], 'reachable'],
    ['drops those of the addresses that it does not permit', [[cloud, '10.0.0.0/25']], [[edge, cloud]], 'unreachable'],
    ['passes answers where there is none', [], [[edge, cloud]], 'reachable'],
    ['is assumed to where nobody says what it permits', undefined, [[edge, cloud]], 'reachable'],
  ] satisfies [string, Ranges, Ranges, string][])('%s', (_, first, second, expected) => {
    const view = viewOf(guarded(first, second));
    const { forward, back } = judgeFlows(view, { only: ['edge-to-cloud'] })[0]!;
    expect([forward.kind, back.kind]).toEqual(['reachable', expected]);
    if (back.kind === 'unreachable')
      expect(back).toMatchObject({
        reason: { code: 'firewall-saw-no-request', params: { gateway: 'hz-sw-1' } },
        finding: 'F18',
        owner: 'idc',
        hops: expect.arrayContaining([{ place: { kind: 'gateway', key: 'hz-sw-1' }, status: 'stops' }]),
      });
    const assumed = back.assumptions.some(({ code }) => code === 'firewall-not-read');
    expect(assumed).toBe(first === undefined);
    const cell = poolMatrix(view).cells.find(({ from, to }) => from === 'np-edge' && to === 'np-cloud');
    expect(cell?.back?.reason).toEqual(back.reason);
  });

  it('is known to drop only what came by the other, to the address', () => {
    const [ask, host] = [{ prefix: parsePrefix('10.0.0.0/24') }, { prefix: parsePrefix('192.168.64.0/24') }];
    const { back } = reach(viewOf(guarded([[cloud, '10.0.0.0/25']], [[edge, cloud]])), ask, host);
    expect(back.map(({ destination, verdict }) => [destination.join(' '), verdict.reason?.code])).toEqual([
      ['10.0.0.128/25', 'firewall-saw-no-request'],
      ['10.0.0.0/25', undefined],
    ]);
  });
});
