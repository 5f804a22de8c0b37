import { describe, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix } from '@/domain/net/prefix';
import { NOON, seedFigure } from '@/domain/testing/seed-figure';
import { judgeFlows, traceDirection } from './judge';
import { poolMatrix } from './matrix';

const estate = seedFigure();

/** The seed, of which some kinds were read too long ago. */
function viewWith(stale: readonly ResourceKind[]): EstateView {
  const parts = RESOURCE_KINDS.map((kind) => {
    return { source: 'lab', kind, observedAt: NOON, stale: stale.includes(kind) };
  });
  return { estate, parts, revision: stale.join(' ') };
}

const kindsOf = (stale: readonly ResourceKind[]) => judgeFlows(viewWith(stale)).map(({ kind }) => kind);

describe('an old reading of a cluster', () => {
  it.each([
    // Both flows have a pool at each end.
    ['node', ['unknown', 'unknown']],
    ['node-pool', ['unknown', 'unknown']],
    ['cluster', ['unknown', 'unknown']],
    ['eni-config', ['unknown', 'unknown']],
    // Nothing about a flow rests on these.
    ['daemon-set', ['reachable', 'reachable']],
    ['cluster-task', ['reachable', 'reachable']],
    ['add-on', ['reachable', 'reachable']],
  ] as const)('of kind %s leaves the flows %j', (kind, expected) => {
    expect(kindsOf([kind])).toEqual(expected);
  });

  it('is named by the verdict, and forgotten once it is fresh again', () => {
    expect(kindsOf([])).toEqual(['reachable', 'reachable']);
    expect(judgeFlows(viewWith(['node']))[0]?.forward).toMatchObject({
      kind: 'unknown',
      reason: { code: 'stale-reading', params: { source: 'lab', kind: 'node' } },
    });
    expect(kindsOf([])).toEqual(['reachable', 'reachable']);
  });

  it('makes what an unread gateway learns from nodes unknown to whoever asks by address', () => {
    const asked = (stale: readonly ResourceKind[]) =>
      traceDirection(viewWith(stale), { pool: 'np-cloud' }, { prefix: parsePrefix('10.0.0.0/25') }).kind;
    expect([asked([]), asked(['node'])]).toEqual(['reachable', 'unknown']);
  });

  it('decides no security group', () => {
    const asked = (stale: readonly ResourceKind[]) =>
      traceDirection(
        viewWith(stale),
        { prefix: parsePrefix('10.9.0.0/25') },
        { prefix: parsePrefix('192.168.64.9/32') },
      );
    expect(asked([]).kind).toBe('unknown');
    expect(
      traceDirection(
        viewWith(['eni-config']),
        { prefix: parsePrefix('10.0.0.0/25') },
        {
          prefix: parsePrefix('192.168.64.9/32'),
        },
      ),
    ).toMatchObject({ kind: 'unknown', reason: { params: { kind: 'eni-config' } } });
  });

  it('shows in the matrix of pools as it does in flows', () => {
    const kinds = (stale: readonly ResourceKind[]) =>
      poolMatrix(viewWith(stale))
        .cells.filter(({ from, to }) => from !== to)
        .map(({ kind }) => kind);
    expect(kinds([])).toEqual(['reachable', 'reachable']);
    expect(kinds(['node'])).toEqual(['unknown', 'unknown']);
    expect(kinds(['eni-config'])).toEqual(['unknown', 'unknown']);
  });

  it('leaves what is broken for another reason broken', () => {
    const broken = structuredClone(estate);
    broken.vbrs[0]!.routeTable!.entries = [];
    expect(judgeFlows({ ...viewWith(['node']), estate: broken })[0]?.forward).toMatchObject({ finding: 'F01' });
  });
});
