import { describe, expect, it } from 'vitest';
import { Estate } from '@/domain/estate/estate';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { gatewayOf, vbrOf } from '@/domain/testing/seed-parts';
import { failEach } from './failures';
import { judgeFlows } from './judge';

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
