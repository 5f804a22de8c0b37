import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { judgeFlows, traceDirection } from './judge';

const NODE = '192.168.0.10';
const edge = { pool: 'np-edge' };
const at = (prefix: string) => ({ prefix: parsePrefix(prefix) });

/** The seed with a group for the nodes of its cluster, as ACK tells it, and with what the group permits. */
function withNodeGroup(permits: Estate['vpcs'][0]['securityGroups'] extends (infer G)[] | undefined ? G : never) {
  return seedWith((estate) => {
    estate.clusters[0]!.securityGroup = permits.key;
    estate.vpcs[0]!.securityGroups = [...(estate.vpcs[0]!.securityGroups ?? []), permits];
  });
}

describe('nodes in the cloud', () => {
  it('are judged by the security group of their cluster, and nobody beside them is', () => {
    const view = viewOf(withNodeGroup({ key: 'sg-nodes', permits: [] }));
    expect(traceDirection(view, edge, at(`${NODE}/32`))).toMatchObject({
      kind: 'unreachable',
      finding: 'F21',
      reason: { params: { securityGroup: 'sg-nodes' } },
    });
    expect(traceDirection(view, edge, { pool: 'np-cloud' }).kind).toBe('reachable');
    expect(traceDirection(view, edge, at('192.168.0.11/32')).kind).toBe('reachable');
  });

  it('are let in by what their group permits', () => {
    const permits = [{ direction: 'ingress' as const, from: parsePrefix('10.0.0.0/16') }];
    const view = viewOf(withNodeGroup({ key: 'sg-nodes', permits }));
    expect(traceDirection(view, edge, at(`${NODE}/32`)).kind).toBe('reachable');
  });

  it('reach pods that are in the same group', () => {
    const view = viewOf(seedWith((estate) => void (estate.clusters[0]!.securityGroup = 'sg-bp1pods')));
    const verdict = traceDirection(view, at(`${NODE}/32`), { pool: 'np-cloud' });
    expect(verdict.kind).toBe('reachable');
    expect(verdict.assumptions.map(({ code }) => code)).toContain('security-group-inside-open');
  });

  it('are judged anew when one of them comes', () => {
    const before = viewOf(withNodeGroup({ key: 'sg-nodes', permits: [] }));
    const flows = [{ key: 'to-node', from: edge, to: at('192.168.0.11/32'), mustHold: false }];
    const [cluster] = before.estate.clusters;
    const came = { name: 'new', pool: 'np-cloud', address: '192.168.0.11' as never };
    const estate = { ...before.estate, flows };
    const after = { ...estate, clusters: [{ ...cluster!, nodes: [...(cluster?.nodes ?? []), came] }] };
    expect(judgeFlows({ ...before, estate })[0]?.forward.kind).toBe('reachable');
    expect(judgeFlows({ ...before, estate: after })[0]?.forward.kind).toBe('unreachable');
    expect(judgeFlows({ ...before, estate })[0]?.forward.kind).toBe('reachable');
  });

  it('stand as before where nobody told their group', () => {
    expect(traceDirection(viewOf(seedFigure()), edge, at(`${NODE}/32`)).kind).toBe('reachable');
  });
});
