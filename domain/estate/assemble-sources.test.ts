import { describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { assemble } from './assemble';
import { DeclaredFacts } from './declared';
import { observableOver } from './flatten';
import { KINDS_OF, ObservedResource, type SourceSystem } from './resource';

const read = (...systems: SourceSystem[]) => ({
  observed: systems.flatMap((system) => observableOver(system, seedFigure())),
  known: systems.flatMap((system) => KINDS_OF[system].map((kind) => ({ kind }))),
});
const NOTHING = DeclaredFacts.parse({});
const seed = () => seedFigure().clusters[0]!;

describe('what is read of clusters and gateways', () => {
  it.each(['ack', 'kubernetes'] as const)('is made of valid rows over %s', (system) => {
    const rows = observableOver(system, seedFigure());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(ObservedResource.parse(row)).toEqual(row);
  });

  it('comes together again from both sides, without what only people say', () => {
    const { estate, orphans } = assemble({ name: 'x', declared: NOTHING, ...read('ack', 'kubernetes') });
    const cluster = estate.clusters[0]!;
    expect(cluster.edgePodCidr).toBe(seed().edgePodCidr);
    expect(cluster.nodePools!.map(({ key }) => key).sort()).toEqual(
      seed()
        .nodePools!.map(({ key }) => key)
        .sort(),
    );
    expect(cluster.nodes!.map(({ name, podCidr }) => [name, podCidr]).sort()).toEqual(
      seed()
        .nodes!.map(({ name, podCidr }) => [name, podCidr])
        .sort(),
    );
    expect(cluster.nodes!.every((node) => node.speaker === undefined)).toBe(true);
    expect(orphans).toEqual([]);
  });

  it('holds every add-on, and knows which of them speaks for Terway', () => {
    const addOn = (name: string) =>
      ObservedResource.parse({ kind: 'add-on', key: `c|${name}`, attributes: { name, cluster: 'c' } });
    const observed = [addOn('coredns'), addOn('terway-edge')];
    const { estate } = assemble({ name: 'x', declared: NOTHING, observed, known: [{ kind: 'add-on', within: 'c' }] });
    expect(estate.clusters[0]).toMatchObject({
      terway: { addOn: { name: 'terway-edge' } },
      otherAddOns: [{ name: 'coredns' }],
    });
    expect(observableOver('ack', estate).filter(({ kind }) => kind === 'add-on')).toEqual(observed);
  });

  it('is there over the cluster’s own API alone', () => {
    const { estate } = assemble({ name: 'x', declared: NOTHING, ...read('kubernetes') });
    expect(estate.clusters.map(({ key }) => key)).toEqual([seed().key]);
    expect(estate.clusters[0]!.nodePools).toBeUndefined();
  });

  it('takes speakers, sites and LANs from what is declared', () => {
    const declared = DeclaredFacts.parse({ clusters: [seed()], sites: seedFigure().sites });
    const cluster = assemble({ name: 'x', declared, ...read('ack', 'kubernetes') }).estate.clusters[0]!;
    expect(cluster.nodes!.filter((node) => node.speaker).length).toBe(2);
    expect(cluster.nodePools!.find(({ key }) => key === 'np-edge')!.lan).toBe('dc-hz1/rack-a');
  });

  it('leaves out a declared node that the cluster does not know, and keeps it while nobody reads', () => {
    const extra = { ...seed(), nodes: [...seed().nodes!, { name: 'ghost', pool: 'np-edge' }] };
    const declared = DeclaredFacts.parse({ clusters: [extra] });
    const names = (systems: SourceSystem[]) =>
      assemble({ name: 'x', declared, ...read(...systems) }).estate.clusters[0]!.nodes!.map(({ name }) => name);
    expect(names(['ack', 'kubernetes'])).not.toContain('ghost');
    expect(names([])).toContain('ghost');
  });

  it('fills in the pool of a node without a label from the service’s list', () => {
    const { observed, known } = read('ack', 'kubernetes');
    const unlabelled = observed.map((row) =>
      row.kind === 'node' ? { ...row, attributes: { ...row.attributes } } : row,
    );
    for (const row of unlabelled) if (row.kind === 'node') delete row.attributes.pool;
    const { estate } = assemble({ name: 'x', declared: NOTHING, observed: unlabelled, known });
    expect(estate.clusters[0]!.nodes!.every((node) => node.pool !== undefined)).toBe(true);
  });

  it('puts what a gateway was seen to do beside what is declared of it, and names a gateway nobody declared', () => {
    const gateway = {
      ...seedFigure().gateways[0]!,
      observed: { asn: 65001, peers: [{ address: '169.254.10.1' as never, sessionState: 'established' as const }] },
    };
    const estate = { ...seedFigure(), gateways: [gateway] };
    const observed = observableOver('gobgp', estate);
    const known = [{ kind: 'gateway-peer' as const, within: gateway.key }];
    const together = assemble({ name: 'x', declared: DeclaredFacts.parse(estate), observed, known });
    expect(together.estate.gateways[0]).toMatchObject({ driver: 'gobgp', observed: gateway.observed });
    expect(together.estate.gateways[0]!.observed!.routes).toBeUndefined();
    expect(assemble({ name: 'x', declared: NOTHING, observed, known }).orphans).toMatchObject([
      { origin: 'observed', kind: 'gateway', key: gateway.key },
    ]);
  });
});
