import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { GatewayRoute } from '@/domain/estate/gateway';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { seedWith, viewOf } from '@/domain/testing/seed-figure';
import { withFailure } from '../answers/fail';
import { judgeFlows, traceDirection } from '../answers/judge';

const via = (prefix: string, nextHop: string) => ({ prefix: parsePrefix(prefix), nextHop: parseAddress(nextHop) });
const toLan = via('0.0.0.0/0', '172.16.10.254');

function withStatic(route: ReturnType<typeof via>, edit: (estate: Estate) => void = () => undefined): Estate {
  return seedWith((estate) => {
    estate.gateways[0]!.staticRoutes = [route];
    edit(estate);
  });
}

/** The whole table of the gateway, as it was read. */
function withTable(routes: readonly Partial<GatewayRoute>[]): Estate {
  return seedWith((estate) => {
    estate.gateways[0]!.driver = 'frr';
    estate.gateways[0]!.observed = {
      routes: routes.map((each) => ({ source: 'static', best: true, ...each })) as never,
    };
  });
}

const between = (estate: Estate, from: string, to: string) =>
  traceDirection(viewOf(estate), { prefix: parsePrefix(from) }, { prefix: parsePrefix(to) });
const kinds = (estate: Estate) => judgeFlows(viewOf(estate)).map(({ kind }) => kind);

const POD = '10.0.0.2/32';
const CLOUD = '192.168.64.20/32';

describe('a row whose next hop stands in a LAN', () => {
  it('delivers to the LAN and to the site’s own hosts', () => {
    const estate = withStatic(toLan);
    expect(between(estate, CLOUD, '172.16.10.11/32').kind).toBe('reachable');
    expect(between(estate, CLOUD, '172.16.200.1/32').kind).toBe('reachable');
  });

  it.each([
    ['the Internet', '203.0.113.9/32'],
    ['another site', '172.17.10.11/32'],
  ])('is not known to lead to %s', (_, to) => {
    const verdict = between(withStatic(toLan), POD, to);
    expect(verdict).toMatchObject({ kind: 'unknown', reason: { code: 'next-hop-not-known' }, owner: 'idc' });
  });

  it('does not take the place of pod subnets that nobody announces any more', () => {
    const one = withStatic(toLan, (estate) => {
      estate.gateways[0]!.aggregates = [];
      for (const node of estate.clusters[0]!.nodes!) if (node.name === 'edge-hz1-a2') delete node.speaker;
    });
    expect(kinds(one)).toEqual(['reachable', 'reachable']);
    const failed = withFailure(viewOf(one), { kind: 'node', key: 'c0seedhz|edge-hz1-a1' });
    expect(judgeFlows(failed).map(({ kind }) => kind)).not.toContain('reachable');
  });

  it('does not take the place of what the VBR should have announced', () => {
    const estate = withStatic(toLan, (each) => {
      each.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed = { sessionState: 'idle' };
    });
    expect(between(estate, POD, CLOUD)).toMatchObject({ kind: 'unreachable', reason: { code: 'bgp-session-down' } });
    const [network] = seedWith(() => undefined).vbrs[0]!.bgpNetworks!;
    const unread = withTable([{ ...toLan }, { ...via('10.0.0.0/25', '172.16.10.11'), source: 'bgp' }]);
    unread.vbrs[0]!.bgpNetworks = [{ ...network!, prefix: parsePrefix('192.168.0.0/24') }];
    expect(between(unread, POD, CLOUD)).toMatchObject({ kind: 'unreachable', finding: 'F34', owner: 'cloud' });
  });

  it('leads on by a node to the pods of its cluster in the LAN, and to no others', () => {
    const byNode = withStatic(via('10.0.0.0/8', '172.16.10.11'), (estate) => (estate.gateways[0]!.aggregates = []));
    expect(between(byNode, CLOUD, '10.0.1.2/32').kind).toBe('reachable');
    expect(between(byNode, CLOUD, '10.0.9.2/32')).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'forwarding-loop' },
    });
  });

  it('does not lead by the node of one cluster to the pods of another', () => {
    const second = (nextHop: string) => {
      const estate = withTable([via('10.1.0.0/24', nextHop)]);
      const [cluster] = estate.clusters;
      const podCidr = parsePrefix('10.1.0.0/25');
      const nodes = [{ name: 'second-1', pool: 'np-second', address: parseAddress('172.16.10.21'), podCidr }];
      const nodePools = [{ ...cluster!.nodePools![1]!, key: 'np-second' }];
      const ranges = { edgePodCidr: parsePrefix('10.1.0.0/16'), siteBlocks: [] };
      estate.clusters.push({ ...cluster!, ...ranges, key: 'second', nodePools, nodes });
      return between(estate, '172.16.200.1/32', '10.1.0.2/32');
    };
    expect(second('172.16.10.21').kind).toBe('reachable');
    expect(second('172.16.10.11')).toMatchObject({ kind: 'unreachable', reason: { code: 'forwarding-loop' } });
  });
});

describe('a row whose next hop is another gateway', () => {
  /** Racks behind an inner gateway, the line at another; both show their whole tables. */
  const inARow = (inner: readonly object[]) =>
    seedWith((estate) => {
      const [gateway] = estate.gateways;
      const [uplink, rack] = gateway!.interfaces;
      const routes = (list: readonly object[]) => ({
        routes: list.map((each) => ({ source: 'static', best: true, ...each })) as never,
      });
      const cross = (address: string) => ({ name: 'cross', address: address as never });
      estate.gateways = [
        { ...gateway!, driver: 'frr', interfaces: [rack!, cross('192.0.2.1/30')], observed: routes(inner) },
        {
          ...gateway!,
          key: 'border',
          driver: 'frr',
          interfaces: [uplink!, cross('192.0.2.2/30')],
          observed: routes([via('10.0.0.0/16', '192.0.2.1'), via('192.168.0.0/16', '169.254.10.1')]),
        },
      ];
    });
  const pods = ['10.0.0.0/25 172.16.10.11', '10.0.0.128/25 172.16.10.12', '10.0.1.0/25 172.16.10.13'].map((each) =>
    via(...(each.split(' ') as [string, string])),
  );

  it('goes on by that one’s table, over a network of their own', () => {
    expect(kinds(inARow([...pods, via('0.0.0.0/0', '192.0.2.2')]))).toEqual(['reachable', 'reachable']);
  });

  it('says what is missing rather than that it turns in circles', () => {
    const verdict = between(inARow([via('0.0.0.0/0', '192.0.2.2')]), CLOUD, POD);
    expect(verdict).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'pod-subnet-not-announced' },
      finding: 'F03',
    });
  });

  it('turns in circles where each leaves it to the other', () => {
    const verdict = between(inARow([via('10.0.0.0/16', '192.0.2.2')]), CLOUD, POD);
    expect(verdict).toMatchObject({ kind: 'unreachable', reason: { code: 'forwarding-loop' }, finding: 'F20' });
  });

  it('is judged anew when the other has another address', () => {
    const estate = inARow([...pods, via('0.0.0.0/0', '192.0.2.2')]);
    expect(kinds(estate)).toEqual(['reachable', 'reachable']);
    const moved = estate.gateways.map((each) =>
      each.key === 'border' ? { ...each, interfaces: each.interfaces.slice(0, 1) } : each,
    );
    expect(kinds({ ...estate, gateways: moved })).toEqual(['unknown', 'unknown']);
  });
});
