import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { compareFact } from './compare-fact';
import { DeclaredFacts } from './declared';
import { dependentsOf, newlyDangling, problemsOfFact, withFact } from './fact-references';
import { placeOfFact } from './fact-place';
import { merged, threeWay } from './three-way';

describe('two people who edit one fact', () => {
  const base = { key: 'a', note: 'old', tags: ['x'], kind: 'data-centre' };
  const fields = threeWay(
    base,
    { ...base, note: 'mine', tags: ['x', 'y'] },
    { ...base, note: 'theirs', kind: 'cloud-region' },
  );
  it('disagree only where both changed the same field, and differently', () => {
    expect(Object.fromEntries(fields.map(({ field, state }) => [field, state]))).toEqual({
      key: 'same',
      note: 'conflict',
      tags: 'mine',
      kind: 'theirs',
    });
  });
  it('get what each changed, and of a conflict what is chosen', () => {
    expect(merged(fields, { note: 'theirs' })).toEqual({
      key: 'a',
      note: 'theirs',
      tags: ['x', 'y'],
      kind: 'cloud-region',
    });
    expect(merged(fields, {})).toMatchObject({ note: 'mine' });
  });
  it('may also take fields away', () => {
    const without = { key: base.key, tags: base.tags, kind: base.kind };
    expect(merged(threeWay(base, without, base), {})).toEqual(without);
  });
  it('lose nothing: who changed nothing gets the other one’s fact as it is', () => {
    const facts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 1 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        expect(merged(threeWay(one, one, other), {})).toEqual(other);
        expect(merged(threeWay(one, other, one), {})).toEqual(other);
      }),
    );
  });
});

describe('a fact beside what a source shows', () => {
  it('drifts where both speak and disagree', () => {
    const fields = compareFact(
      { key: 'c', vpc: 'a', nodeMask: 25, site: 's' },
      { key: 'c', vpc: 'a', nodeMask: 24, state: 'running' },
    );
    expect(fields.map(({ field, state }) => [field, state])).toEqual([
      ['vpc', 'same'],
      ['nodeMask', 'differs'],
      ['site', 'declared-only'],
      ['state', 'observed-only'],
    ]);
  });
});

const estate = anEstate()
  .withSite({ key: 'hz', kind: 'cloud-region' })
  .withSite({ key: 'dc', kind: 'data-centre', lans: [{ key: 'dc/a', prefix: '172.16.0.0/24' }] })
  .withPhysicalConnection({ key: 'pc-1' })
  .withCluster({ key: 'c0', site: 'hz', nodePools: [{ key: 'np', kind: 'edge', site: 'dc', lan: 'dc/a' }] })
  .build();
const facts = DeclaredFacts.parse({
  ...estate,
  physicalConnections: [],
  flows: [{ key: 'f', from: { pool: 'np' }, to: { site: 'hz' } }],
});

describe('what facts name', () => {
  it('may be observed only', () => {
    const gateway = {
      key: 'g',
      site: 'dc',
      driver: 'frr',
      asn: 65001,
      interfaces: [{ name: 'up', address: '10.0.0.1/30', circuit: 'pc-1' }],
    };
    expect(problemsOfFact(withFact(facts, 'gateways', gateway), estate, { section: 'gateways', key: 'g' })).toEqual([]);
  });
  it('keeps it from going', () => {
    const of = (section: 'sites' | 'clusters', key: string) =>
      dependentsOf(facts, estate, [{ section, key }]).map((each) => `${each.section} ${each.key} ${each.names}`);
    expect(of('sites', 'hz')).toEqual(['clusters c0 hz', 'flows f hz']);
    expect(of('sites', 'dc')).toEqual(['clusters c0 dc', 'clusters c0 dc/a']);
    // The pool is still observed, so the flow still leads somewhere.
    expect(of('clusters', 'c0')).toEqual([]);
  });
  it('is missed when it is edited away', () => {
    const after = withFact(facts, 'sites', { ...facts.sites[1], key: 'dc', lans: [] } as never);
    expect(newlyDangling(facts, after, estate)).toMatchObject([{ section: 'clusters', key: 'c0', names: 'dc/a' }]);
  });
});

describe('who is responsible for a fact', () => {
  it.each([
    ['sites', { key: 'dc' }, [['dc']]],
    ['gateways', { key: 'g', site: 'dc' }, [['dc']]],
    ['vpcs', { key: 'v', site: 'dc' }, []],
    ['physicalConnections', { key: 'pc-1', site: 'dc' }, []],
    ['flows', { from: { pool: 'np' }, to: { site: 'hz' } }, [['dc', 'hz']]],
    ['flows', { from: { prefix: '10.0.0.0/8' }, to: { site: 'hz' } }, []],
    ['clusters', estate.clusters[0], [['hz'], ['dc']]],
    ['clusters', { key: 'x' }, []],
    ['sites', null, []],
  ] as const)('of %s %j: %j', (section, attributes, sites) => {
    expect(placeOfFact(section, attributes, estate)).toEqual({ sources: [], sites });
  });
});
