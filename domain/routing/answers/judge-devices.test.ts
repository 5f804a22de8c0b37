import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { observedViewOf, seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, gatewayOf, peerOf, row, vbrOf, vbrRows, vpcTable } from '@/domain/testing/seed-parts';
import { judgeFlow, judgeFlows, traceDirection } from './judge';
import type { FlowVerdict, VerdictKind } from '../verdict';

const flows = (estate: Estate) => {
  const [cloudToEdge, edgeToCloud] = judgeFlows(observedViewOf(estate));
  return { cloudToEdge: cloudToEdge!, edgeToCloud: edgeToCloud! };
};
const short = ({ kind, forward, back }: FlowVerdict) => ({
  kind,
  forward: forward.reason?.code,
  back: back.reason?.code,
});

describe('the session', () => {
  it('that is down takes the way back with it', () => {
    const estate = seedWith((each) => (peerOf(each).observed = { sessionState: 'active' }));
    const { forward, back } = flows(estate).cloudToEdge;
    expect(forward.kind).toBe('reachable');
    expect(back).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'bgp-session-down', params: { state: 'active' } },
      owner: 'idc',
    });
  });

  it('is F07 when the ASNs differ', () => {
    const estate = seedWith((each) => {
      peerOf(each).observed = { sessionState: 'idle' };
      gatewayOf(each).asn = 65002;
    });
    expect(flows(estate).edgeToCloud.forward).toMatchObject({
      finding: 'F07',
      owner: 'cloud',
      reason: { code: 'bgp-asn-mismatch' },
    });
  });

  it('is F06 when only one end has a key', () => {
    const estate = seedWith((each) => {
      peerOf(each).observed = { sessionState: 'connect' };
      delete gatewayOf(each).bgpPeers![0]!.authKey;
    });
    expect(flows(estate).edgeToCloud.forward).toMatchObject({ finding: 'F06', reason: { code: 'bgp-key-mismatch' } });
  });

  it('of which nobody reported the state is unknown', () => {
    const estate = seedWith((each) => delete peerOf(each).observed);
    expect(flows(estate).edgeToCloud.forward).toMatchObject({
      kind: 'unknown',
      reason: { code: 'bgp-session-state-unknown' },
    });
  });

  it('does not matter when the gateway has a static route of its own', () => {
    const estate = seedWith((each) => {
      peerOf(each).observed = { sessionState: 'idle' };
      gatewayOf(each).staticRoutes = [{ prefix: parsePrefix('192.168.0.0/16'), nextHop: parseAddress('169.254.10.1') }];
    });
    expect(flows(estate).edgeToCloud.kind).toBe('reachable');
  });

  it('announces nothing without BGP networks: F34', () => {
    const estate = seedWith((each) => (vbrOf(each).bgpNetworks = []));
    expect(flows(estate).edgeToCloud.forward).toMatchObject({ kind: 'unreachable', finding: 'F34', owner: 'cloud' });
  });

  it.each([
    ['pending', 'unreachable', 'bgp-network-not-available'],
    ['modifying', 'unknown', 'bgp-network-changing'],
  ] as const)('with a %s network is %s', (status, kind, code) => {
    const estate = seedWith((each) => (vbrOf(each).bgpNetworks![0]!.status = status));
    expect(flows(estate).edgeToCloud.forward).toMatchObject({ kind, reason: { code } });
  });

  it('whose VBR has none, at a gateway known to have no static route, is a missing route', () => {
    const estate = seedWith((each) => (vbrOf(each).bgpGroups = []));
    expect(flows(estate).edgeToCloud.forward).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'bgp-session-missing' },
    });
  });
});

type Broken = [string, (estate: Estate) => void, VerdictKind, string];

describe('the link', () => {
  it.each([
    [
      'financially locked circuit',
      (e: Estate) => void (e.physicalConnections[0]!.businessStatus = 'financiallocked'),
      'unreachable',
      'circuit-not-ready',
    ],
    [
      'circuit nobody reported on',
      (e: Estate) => void delete e.physicalConnections[0]!.status,
      'unknown',
      'circuit-status-unknown',
    ],
    ['recovering VBR', (e: Estate) => void (vbrOf(e).status = 'recovering'), 'unreachable', 'vbr-not-active'],
    [
      'VBR in a state nobody knows',
      (e: Estate) => void (vbrOf(e).status = 'polishing'),
      'unknown',
      'vbr-status-unknown',
    ],
    [
      'inactive router interface',
      (e: Estate) => void (e.routerInterfaces[1]!.status = 'inactive'),
      'unreachable',
      'router-interface-not-active',
    ],
  ] satisfies Broken[])('a %s makes both directions %s', (_, edit, kind, code) => {
    const { forward, back } = flows(seedWith((estate) => edit(estate))).cloudToEdge;
    expect([forward, back].map((each) => [each.kind, each.reason?.code])).toEqual([
      [kind, code],
      [kind, code],
    ]);
  });

  it('with two circuits works while one does', () => {
    const estate = seedWith((each) => {
      each.physicalConnections.push({ key: 'pc-dead', site: 'dc-hz1', status: 'terminated', businessStatus: 'normal' });
      vbrOf(each).physicalConnections.unshift('pc-dead');
    });
    expect(flows(estate).cloudToEdge.kind).toBe('reachable');
  });
});

describe('stale readings', () => {
  it.each(['route-entry', 'vbr', 'physical-connection', 'router-interface', 'v-switch'] as const)(
    'a stale %s makes the flow unknown and says which source',
    (kind) => {
      const [verdict] = judgeFlows(observedViewOf(seedFigure(), [kind]));
      expect(verdict).toMatchObject({
        kind: 'unknown',
        forward: { reason: { code: 'stale-reading', params: { source: 'lab', kind } } },
      });
    },
  );

  it('a stale session report leaves the way there as it was', () => {
    const [verdict] = judgeFlows(observedViewOf(seedFigure(), ['bgp-peer']));
    expect(verdict).toMatchObject({ kind: 'unknown', forward: { kind: 'reachable' }, back: { kind: 'unknown' } });
  });

  it('a stale doubt does not excuse a later break', () => {
    const estate = seedWith((each) => dropRow(vbrRows(each), '10.0.0.0/16'));
    const [verdict] = judgeFlows(observedViewOf(estate, ['router-interface']));
    expect(verdict?.forward).toMatchObject({ kind: 'unreachable', finding: 'F01' });
  });

  it('a part never read to its end is unknown', () => {
    const parts = [
      { source: 'lab', kind: 'route-entry', within: 'vtb-bp1vbr', observedAt: null, stale: true },
    ] as const;
    expect(judgeFlows(viewOf(seedFigure(), parts))[0]?.forward).toMatchObject({
      kind: 'unknown',
      reason: { code: 'never-read' },
    });
  });
});

describe('permits', () => {
  const group = (estate: Estate) => estate.vpcs[0]!.securityGroups![0]!;

  it('of a security group stop what is opened from the edge (F21), not the answers', () => {
    const { cloudToEdge, edgeToCloud } = flows(seedWith((each) => (group(each).permits = [])));
    expect(short(cloudToEdge)).toEqual({ kind: 'reachable', forward: undefined, back: undefined });
    expect(edgeToCloud.forward).toMatchObject({ kind: 'unreachable', finding: 'F21', owner: 'cloud' });
  });

  it('of a group do not stop its members among themselves, which is taken for granted', () => {
    const estate = seedWith((each) => (group(each).permits = []));
    const [i, j] = [{ prefix: parsePrefix('192.168.64.0/19') }, { prefix: parsePrefix('192.168.96.0/19') }];
    const verdict = traceDirection(viewOf(estate), i, j);
    expect(verdict).toMatchObject({ kind: 'reachable' });
    expect(verdict.assumptions.map((each) => each.code)).toContain('security-group-inside-open');
  });

  it('nobody read are an assumption, not a verdict', () => {
    const { edgeToCloud } = flows(seedWith((each) => delete group(each).permits));
    expect(edgeToCloud.kind).toBe('reachable');
    expect(edgeToCloud.forward.assumptions.map((each) => each.code)).toContain('security-group-not-read');
  });

  it('of a firewall deny the rest once there is one', () => {
    const estate = seedWith(
      (each) => (gatewayOf(each).permits = [{ from: parsePrefix('10.0.0.0/24'), to: parsePrefix('192.168.0.0/16') }]),
    );
    expect(flows(estate).edgeToCloud.forward).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'firewall-denies' },
      owner: 'idc',
    });
  });
});

describe('the gateway, as declared', () => {
  it('that no speaker tells of the pod subnets is unknown and F03', () => {
    const estate = seedWith((each) => each.clusters[0]!.nodes!.forEach((node) => delete node.speaker));
    expect(flows(estate).cloudToEdge.forward).toMatchObject({ kind: 'unknown', finding: 'F03', owner: 'cluster' });
  });

  it('that hears only of some is unknown for the others and F04', () => {
    const estate = seedWith((each) =>
      each.clusters[0]!.nodes!.forEach((node) => node.speaker && (node.speaker.announces = 'own')),
    );
    expect(flows(estate).cloudToEdge.forward).toMatchObject({ kind: 'unknown', finding: 'F04', part: ['10.0.1.0/25'] });
  });

  it('that discards a more specific is F19 for that part', () => {
    const estate = seedWith(
      (each) => (gatewayOf(each).staticRoutes = [{ prefix: parsePrefix('10.0.0.64/26'), discard: true }]),
    );
    expect(flows(estate).cloudToEdge.forward).toMatchObject({
      kind: 'unreachable',
      finding: 'F19',
      part: ['10.0.0.64/26'],
    });
  });

  it('discards what its aggregate covers and no node holds', () => {
    const verdict = traceDirection(viewOf(seedFigure()), { pool: 'np-cloud' }, { prefix: parsePrefix('10.0.5.0/24') });
    expect(verdict).toMatchObject({ kind: 'unreachable', reason: { code: 'discarded-at-gateway' } });
  });

  it('stands in for nodes nobody reads by the block of its site', () => {
    const estate = seedWith((each) => delete each.clusters[0]!.nodes);
    const { cloudToEdge } = flows(estate);
    expect(cloudToEdge.kind).toBe('reachable');
    expect(cloudToEdge.forward.assumptions.map((each) => each.code)).toContain('pod-subnets-not-read');
  });

  it('that is not declared at all makes the way unknown', () => {
    const estate = seedWith((each) => (each.gateways = []));
    expect(short(flows(estate).cloudToEdge)).toEqual({
      kind: 'unknown',
      forward: 'gateway-not-declared',
      back: 'gateway-not-declared',
    });
  });

  it('loops when its default route and the VBR point at each other', () => {
    const estate = seedWith((each) => {
      gatewayOf(each).staticRoutes = [{ prefix: parsePrefix('0.0.0.0/0'), nextHop: parseAddress('169.254.10.1') }];
      vbrRows(each).entries!.push(row('198.51.100.0/24', 'ri-bp1vlan'));
    });
    const verdict = traceDirection(viewOf(estate), { site: 'dc-hz1' }, { prefix: parsePrefix('198.51.100.0/24') });
    expect(verdict).toMatchObject({ kind: 'unreachable', reason: { code: 'forwarding-loop' } });
  });
});

describe('endpoints', () => {
  const verdict = (estate: Estate, to: string) =>
    judgeFlow(viewOf(estate), { key: 'x', from: { pool: 'np-cloud' }, to: { pool: to }, mustHold: false });

  it('a pool that is not there is unknown', () => {
    expect(short(verdict(seedFigure(), 'np-gone'))).toEqual({
      kind: 'unknown',
      forward: 'endpoint-not-found',
      back: 'endpoint-not-found',
    });
  });

  it('a pool without any address is unknown', () => {
    const estate = seedWith((each) => {
      const cluster = each.clusters[0]!;
      delete cluster.nodes;
      delete cluster.siteBlocks;
      delete cluster.edgePodCidr;
    });
    expect(verdict(estate, 'np-edge').forward.reason?.code).toBe('endpoint-has-no-addresses');
  });

  it('a pool whose VPC has neither vSwitches nor prefixes is unknown', () => {
    const estate = seedWith((each) => {
      each.vpcs[0]!.prefixes = [];
      each.vpcs[0]!.vSwitches = [];
    });
    const { forward, back } = verdict(estate, 'np-edge');
    expect([forward, back].map(({ kind, reason }) => [kind, reason?.code])).toEqual([
      ['unknown', 'endpoint-has-no-addresses'],
      ['unknown', 'endpoint-has-no-addresses'],
    ]);
  });

  it('a pool on the host network is at its nodes addresses', () => {
    const estate = seedWith((each) => (each.clusters[0]!.nodePools![1]!.hostNetwork = true));
    const { forward } = verdict(estate, 'np-edge');
    expect(forward.kind).toBe('reachable');
    expect(forward.hops.find((hop) => hop.place.kind === 'vbr')?.row?.prefix).toBe('172.16.0.0/16');
  });

  it('a site is its host prefixes', () => {
    expect(traceDirection(viewOf(seedFigure()), { site: 'cn-hangzhou' }, { site: 'dc-hz1' })).toMatchObject({
      kind: 'reachable',
    });
  });

  it('pools of one LAN reach each other without any gateway', () => {
    expect(verdictWithin().hops.map((hop) => hop.place.kind)).toEqual(['pool', 'lan', 'pool']);
  });
  const verdictWithin = () => traceDirection(viewOf(seedFigure()), { pool: 'np-edge' }, { pool: 'np-edge' });

  it('ends of different families have nothing to say to each other', () => {
    const result = traceDirection(viewOf(seedFigure()), { pool: 'np-cloud' }, { prefix: parsePrefix('2001:db8::/32') });
    expect(result).toMatchObject({ kind: 'unknown', reason: { code: 'no-common-family' } });
  });

  it('two places that hold the same addresses are told apart', () => {
    const estate = seedWith((each) => {
      each.sites.push({ key: 'dc-two', kind: 'data-centre', hostPrefixes: [parsePrefix('172.16.10.0/24')], lans: [] });
    });
    const result = traceDirection(viewOf(estate), { pool: 'np-cloud' }, { site: 'dc-two' });
    expect(result).toMatchObject({ kind: 'unreachable', finding: 'F05', reason: { code: 'delivered-elsewhere' } });
  });
});

describe('IPv6', () => {
  const dual = () =>
    seedWith((each) => {
      each.vpcs[0]!.prefixes.push(parsePrefix('2001:db8:1::/56'));
      each.vpcs[0]!.vSwitches!.push({ key: 'vsw-six', zone: 'cn-hangzhou-i', prefix: parsePrefix('2001:db8:1::/64') });
      each.sites[1]!.hostPrefixes.push(parsePrefix('2001:db8:2::/48'));
      vpcTable(each).entries!.push(row('2001:db8:2::/48', 'ri-bp1vpc'));
      vbrRows(each).entries!.push(row('2001:db8:2::/48', 'ri-bp1vlan'), row('2001:db8:1::/56', 'ri-bp1vbr'));
    });
  const there = { prefix: parsePrefix('2001:db8:1::/64') };
  const here = { prefix: parsePrefix('2001:db8:2::/48') };

  it('goes its own way by its own rows', () => {
    expect(traceDirection(viewOf(dual()), there, here)).toMatchObject({ kind: 'reachable' });
  });

  it('is not carried by an IPv4 session', () => {
    expect(traceDirection(viewOf(dual()), here, there)).toMatchObject({
      kind: 'unreachable',
      reason: { code: 'bgp-session-missing' },
    });
  });

  it('takes ::/0 for a default and leaves 0.0.0.0/0 alone', () => {
    const estate = dual();
    dropRow(vbrRows(estate), '2001:db8:2::/48');
    vbrRows(estate).entries!.push(row('0.0.0.0/0', 'ri-bp1vlan'));
    expect(traceDirection(viewOf(estate), there, here)).toMatchObject({ kind: 'unreachable', finding: 'V4' });
    const defaulted = structuredClone(estate);
    vbrRows(defaulted).entries!.push(row('::/0', 'ri-bp1vlan'));
    expect(traceDirection(viewOf(defaulted), there, here)).toMatchObject({ kind: 'reachable' });
  });
});
