import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { GatewayRoute } from '@/domain/estate/gateway';
import type { PartFreshness } from '@/domain/estate/view';
import { seedWith, viewOf } from '@/domain/testing/seed-figure';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { judgeFlows, traceDirection } from '../answers/judge';
import { withFailure } from '../answers/fail';

const NOON = '2026-03-18T12:00:00.000Z';
const FRESH: PartFreshness = { source: 'gw', kind: 'gateway-route', within: 'hz-sw-1', observedAt: NOON, stale: false };

type Row = Partial<Record<keyof GatewayRoute, unknown>>;
const pod = (prefix: string, nextHop: string, more: Row = {}): Row => ({
  prefix,
  nextHop,
  source: 'bgp',
  peer: '172.16.10.11',
  best: true,
  ...more,
});
const PODS = [
  pod('10.0.0.0/25', '172.16.10.11'),
  pod('10.0.0.128/25', '172.16.10.12'),
  pod('10.0.1.0/25', '172.16.10.13'),
];
const CLOUD = pod('192.168.0.0/16', '169.254.10.1', { peer: '169.254.10.1' });
const ORIGINATED: Row = { prefix: '10.0.0.0/16', source: 'local', best: true };
const TABLE = [...PODS, CLOUD, ORIGINATED];

/** The figure with its missing row in place, and a gateway of which this was read. */
function read(routes: readonly Row[], more: (estate: Estate) => void = () => undefined): Estate {
  return seedWith((estate) => {
    const rows = estate.vbrs[0]!.routeTable!.entries!;
    rows.push({ ...rows[0]!, prefix: '172.16.0.0/16' as never, type: 'custom' });
    estate.gateways[0]!.observed = { routes: routes as unknown as GatewayRoute[] };
    more(estate);
  });
}

function verdictsOf(estate: Estate, part: PartFreshness = FRESH) {
  return Object.fromEntries(judgeFlows({ ...viewOf(estate), parts: [part] }).map((each) => [each.flow, each]));
}

describe('a gateway that is read', () => {
  it('forwards by what was read, and nothing of that is taken for granted', () => {
    const { 'cloud-to-edge': flow } = verdictsOf(read(TABLE));
    expect(flow).toMatchObject({ kind: 'reachable' });
    const hops = [...flow!.forward.hops, ...flow!.back.hops].filter(({ place }) => place.kind === 'gateway');
    expect(hops.map(({ status, read }) => [status, read])).toEqual(
      Array.from(hops, () => ['passes', { kind: 'gateway-route', within: 'hz-sw-1' }]),
    );
    expect(flow!.forward.assumptions.map(({ code }) => code)).not.toContain('gateway-not-read');
  });

  it('has not what it was not seen to have, whatever is declared', () => {
    const { 'cloud-to-edge': flow } = verdictsOf(read([...PODS.slice(0, 2), CLOUD]));
    expect(flow!.forward).toMatchObject({
      kind: 'unreachable',
      finding: 'F04',
      reason: { code: 'pod-subnet-not-announced', params: { prefix: '10.0.1.0/25' } },
    });
  });

  it('with none of the pods lacks them all', () => {
    expect(verdictsOf(read([CLOUD]))['cloud-to-edge']!.forward).toMatchObject({ kind: 'unreachable', finding: 'F03' });
  });

  it('without the cloud’s range sends no answer back', () => {
    expect(verdictsOf(read(PODS))['cloud-to-edge']!.back).toMatchObject({ kind: 'unreachable' });
  });

  it('has what it was seen to have, whatever was last read of a VBR’s sessions long ago', () => {
    const old: PartFreshness = { source: 'vpc', kind: 'bgp-peer', observedAt: NOON, stale: true };
    const view = (estate: Estate, part: PartFreshness) => ({ ...viewOf(estate), parts: [FRESH, part] });
    const down = read(TABLE, (each) => (each.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed = { sessionState: 'idle' }));
    expect(judgeFlows(view(down, old)).map(({ kind }) => kind)).toEqual(['reachable', 'reachable']);
    const beside = read(TABLE, (each) => {
      const address = (host: number) => `169.254.11.${host}/30` as never;
      const circuit = { ...each.physicalConnections[0]!, key: 'pc-2' };
      each.physicalConnections.push(circuit);
      const links = { localGatewayAddress: address(1), peerGatewayAddress: address(2), physicalConnections: ['pc-2'] };
      each.vbrs.push({ ...each.vbrs[0]!, key: 'vbr-2', ...links });
      each.gateways[0]!.interfaces.push({ name: 'second', address: address(2), circuit: 'pc-2' });
    });
    expect(judgeFlows(view(beside, { ...old, within: 'vbr-2' })).map(({ kind }) => kind)).toEqual([
      'reachable',
      'reachable',
    ]);
  });

  it('has lost what came over a session that the VBR shows to be down', () => {
    const estate = read(TABLE, (each) => {
      each.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed = { sessionState: 'idle' };
    });
    expect(verdictsOf(estate)['edge-to-cloud']!.forward).toMatchObject({ kind: 'unreachable' });
  });

  it('may yet learn over a session whose state nobody knows', () => {
    const estate = read(PODS, (each) => {
      delete each.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed;
    });
    expect(verdictsOf(estate)['edge-to-cloud']!.forward.kind).toBe('unknown');
  });

  it('says nothing once its reading is old', () => {
    const { 'cloud-to-edge': flow } = verdictsOf(read(TABLE), { ...FRESH, stale: true });
    expect(flow!.forward).toMatchObject({ kind: 'unknown', reason: { code: 'stale-reading' } });
  });

  it('falls back to what it learnt and did not choose', () => {
    const second = PODS.map((each) => ({ ...each, peer: '172.16.10.12', best: false }));
    const view = { ...viewOf(read([...TABLE, ...second])), parts: [FRESH] };
    const after = (name: string) =>
      judgeFlows(withFailure(view, { kind: 'node', key: `c0seedhz|${name}` })).find(
        ({ flow }) => flow === 'cloud-to-edge',
      )?.kind;
    expect(after('edge-hz1-a1')).toBe('reachable');
    const alone = { ...viewOf(read(TABLE)), parts: [FRESH] };
    expect(judgeFlows(withFailure(alone, { kind: 'node', key: 'c0seedhz|edge-hz1-a1' }))[0]?.kind).toBe('unreachable');
  });

  it('forgets in a supposed failure what came over what fails, and shows its session down', () => {
    const peers = ['169.254.10.1', '172.16.10.11'].map((address) => ({ address, sessionState: 'established' }));
    const estate = read(TABLE, (each) => {
      each.gateways[0]!.observed!.peers = peers as never;
    });
    const after = withFailure({ ...viewOf(estate), parts: [FRESH] }, { kind: 'vbr', key: 'vbr-bp1hz' });
    const { observed } = after.estate.gateways[0]!;
    expect(observed?.peers?.map(({ sessionState }) => sessionState)).toEqual(['down', 'established']);
    expect(observed?.routes?.map(({ prefix }) => prefix)).not.toContain('192.168.0.0/16');
    expect(observed?.routes).toHaveLength(TABLE.length - 1);
  });

  it('that shows its whole table has no static route but those in it', () => {
    const whole = (routes: readonly Row[]) =>
      read(routes, (each) => {
        each.gateways[0]!.driver = 'frr';
        each.gateways[0]!.bgpPeers = [];
        each.gateways[0]!.staticRoutes = [{ prefix: '192.168.0.0/16' as never, nextHop: '169.254.10.1' as never }];
      });
    expect(verdictsOf(whole(PODS))['edge-to-cloud']!.forward.kind).toBe('unreachable');
    const there: Row = { prefix: '192.168.0.0/16', nextHop: '169.254.10.1', source: 'static', best: true };
    expect(verdictsOf(whole([...PODS, there]))['edge-to-cloud']!.forward.kind).toBe('reachable');
  });

  it('leads into its LAN by the row of the interface, where its whole table is shown', () => {
    const connected = (prefix: string): Row => ({ prefix, source: 'connected', best: true, installed: true });
    const hosts: Row = { prefix: '172.16.0.0/16', nextHop: '172.16.10.254', source: 'static', best: true };
    const estate = seedWith((each) => {
      each.gateways[0]!.driver = 'frr';
      const routes = [...PODS, CLOUD, connected('172.16.10.0/24'), connected('169.254.10.0/30'), hosts];
      each.gateways[0]!.observed = { routes: routes as unknown as GatewayRoute[] };
    });
    const to = (prefix: string) =>
      traceDirection(
        { ...viewOf(estate), parts: [FRESH] },
        { prefix: parsePrefix('192.168.64.0/24') },
        { prefix: parsePrefix(prefix) },
      );
    expect(to('172.16.10.0/24')).toMatchObject({ kind: 'reachable' });
    expect(to('172.16.200.0/24')).toMatchObject({ kind: 'reachable' });
  });

  it('lacks what its whole table does not have, whether or not static routes are declared', () => {
    const estate = read([...PODS, CLOUD], (each) => {
      each.gateways[0]!.driver = 'frr';
      delete each.gateways[0]!.staticRoutes;
    });
    const verdict = traceDirection(
      { ...viewOf(estate), parts: [FRESH] },
      { pool: 'np-edge' },
      { prefix: parsePrefix('203.0.113.0/24') },
    );
    expect(verdict).toMatchObject({ kind: 'unreachable', reason: { code: 'gateway-no-route' } });
  });

  it('is as declared in the family that nobody has read', () => {
    const six = parsePrefix('2001:db8:c::/48');
    const estate = read(TABLE, (each) => {
      each.vpcs[0]!.prefixes.push(six);
      each.clusters[0]!.nodes!.forEach((node, at) => (node.podCidr6 = parsePrefix(`2001:db8:e:${at}::/64`)));
      each.gateways[0]!.staticRoutes = [{ prefix: six, nextHop: parseAddress('169.254.10.1') }];
    });
    const verdict = traceDirection({ ...viewOf(estate), parts: [FRESH] }, { pool: 'np-edge' }, { prefix: six });
    const gateway = verdict.hops.find(({ place }) => place.kind === 'gateway');
    expect(gateway).toMatchObject({ status: 'assumed', row: { prefix: six, type: 'static' } });
    expect(verdict.assumptions.map(({ code }) => code)).toContain('gateway-not-read');
  });
});
