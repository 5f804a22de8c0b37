import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure } from '@/domain/testing/seed-figure';
import { assemble } from './assemble';
import { Cluster } from './cluster';
import type { DeclaredFacts } from './declared';
import { declaredOf } from './declared-of';
import { observableOver } from './flatten';
import { KINDS_OF } from './resource';
import { settledCluster } from './settled-cluster';

vi.setConfig({ testTimeout: 60_000 });

const EVERYBODY = { ack: () => true, kubernetes: () => true };
const NOBODY = { ack: () => false, kubernetes: () => false };
const seed = () => seedFigure().clusters[0]!;
/** All of it, as it was declared while nobody read it. */
const before = () => declaredOf(seedFigure()).facts.clusters[0]!;
const stored = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

describe('a declared cluster that is read', () => {
  it('says no more than what only people know, once all of it was read as the same', () => {
    const now = stored(settledCluster(before(), seed(), EVERYBODY));
    expect(now).toEqual(stored(declaredOf(seedFigure(), EVERYBODY).facts.clusters[0]));
    expect(now).not.toHaveProperty('edgePodCidr');
    expect(now.nodes?.map(({ name }) => name)).toEqual(['edge-hz1-a1', 'edge-hz1-a2']);
  });

  it('is left alone while nobody reads it', () => {
    expect(stored(settledCluster(before(), seed(), NOBODY))).toEqual(stored(before()));
  });

  it('keeps what is read as something else, which is for a person to settle', () => {
    const [cloud, edge] = seed().nodePools!;
    const read = Cluster.parse({
      ...seed(),
      edgePodCidr: '10.0.0.0/15',
      serviceCidr: undefined,
      nodePools: [cloud, { ...edge, interconnect: 'basic' }],
      nodes: seed().nodes!.map((node, at) => (at === 3 ? { ...node, podCidr: '10.0.2.0/25' } : node)),
      terway: { eniConfig: { vswitches: { 'cn-hangzhou-i': ['vsw-other'], 'cn-hangzhou-j': ['vsw-bp1podj'] } } },
    });
    expect(stored(settledCluster(before(), read, EVERYBODY))).toMatchObject({
      edgePodCidr: '10.0.0.0/16',
      // The source does not tell it, so it is known from here alone.
      serviceCidr: '172.21.0.0/20',
      nodePools: [{ key: 'np-cloud' }, { key: 'np-edge', interconnect: 'private' }],
      nodes: [{ name: 'edge-hz1-a1' }, { name: 'edge-hz1-a2' }, { name: 'edge-hz1-a3', podCidr: '10.0.1.0/25' }],
      terway: { eniConfig: { vswitches: { 'cn-hangzhou-i': ['vsw-bp1podi'] } } },
    });
  });

  it('keeps a pool and a speaker that are gone, and no other node', () => {
    const read = { ...seed(), nodePools: [], nodes: [] };
    const now = settledCluster(before(), read, EVERYBODY);
    expect(now.nodePools?.map(({ key, kind }) => [key, kind])).toEqual([
      ['np-cloud', 'cloud'],
      ['np-edge', 'edge'],
    ]);
    expect(now.nodes?.map(({ name }) => name)).toEqual(['edge-hz1-a1', 'edge-hz1-a2']);
  });

  it('changes nothing of the estate, and nothing when it is done again', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const facts = declaredOf(estate).facts;
        const from = (declared: DeclaredFacts) =>
          assemble({
            ...estate.metadata,
            declared,
            observed: (['vpc', 'ack', 'kubernetes'] as const).flatMap((system) => observableOver(system, estate)),
            known: [...KINDS_OF.vpc, ...KINDS_OF.ack, ...KINDS_OF.kubernetes].map((kind) => ({ kind })),
          }).estate;
        const known = from(facts);
        const settle = (all: DeclaredFacts): DeclaredFacts => ({
          ...all,
          clusters: all.clusters.map((fact) =>
            settledCluster(
              fact,
              known.clusters.find(({ key }) => key === fact.key)!,
              EVERYBODY,
            ),
          ),
        });
        const once = settle(facts);
        expect(from(once)).toEqual(known);
        expect(stored(settle(once))).toEqual(stored(once));
      }),
      { numRuns: 60 },
    );
  });
});
