import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { knownPartsOf } from '@/domain/testing/known-parts';
import { assemble } from './assemble';
import { DeclaredFacts } from './declared';
import { declaredOf, type Skipped } from './declared-of';
import type { Estate } from './estate';
import { observableOver } from './flatten';
import { RESOURCE_KINDS, type ObservedResource } from './resource';

const EVERYTHING = RESOURCE_KINDS.map((kind) => ({ kind }));
const NOTHING = DeclaredFacts.parse({});

/** What is left of an estate when the paths that only a cluster source could give are taken away. */
function withoutPaths(estate: Estate, skipped: readonly Skipped[]): unknown {
  const copy = structuredClone(estate) as unknown;
  for (const { path } of skipped) {
    const last = path.at(-1);
    const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
    if (last !== undefined) delete (parent as Record<string, unknown>)[last];
  }
  return copy;
}

function bgpPeer(vbr: string, group: string): ObservedResource {
  return { kind: 'bgp-peer', key: 'bgp-a', attributes: { key: 'bgp-a', vbr, group } };
}

vi.setConfig({ testTimeout: 60_000 });

describe('an estate is assembled from what was observed and what is declared', () => {
  it('what can be seen of an assembled estate is what it was assembled from', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const observed = observableOver('vpc', estate);
        const { estate: assembled, orphans } = assemble({
          name: 'x',
          declared: NOTHING,
          observed,
          known: knownPartsOf(estate),
        });
        expect(observableOver('vpc', assembled)).toEqual(observed);
        expect(orphans).toEqual([]);
      }),
    );
  });

  it('observations and declared facts together are the whole estate, but for what no source reads yet', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const { facts, skipped } = declaredOf(estate);
        const { estate: assembled, orphans } = assemble({
          ...estate.metadata,
          declared: facts,
          observed: observableOver('vpc', estate),
          known: knownPartsOf(estate),
        });
        const inCluster = skipped.filter((each) => each.reason === 'observed-in-cluster');
        expect(withoutEmptyTerway(assembled)).toEqual(withoutEmptyTerway(withoutPaths(estate, inCluster) as Estate));
        expect(orphans).toEqual([]);
      }),
    );
  });

  /** A Terway section of which nothing is declared leaves no empty shell behind. */
  function withoutEmptyTerway(estate: Estate): Estate {
    const clusters = estate.clusters.map(({ terway, ...cluster }) => ({
      ...cluster,
      ...(terway?.eniConfig?.vswitches ? { terway } : {}),
    }));
    return { ...estate, clusters };
  }

  it('what is read of clusters need not be declared: the estate is the same', () => {
    const everybody = { ack: () => true, kubernetes: () => true };
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const seen = (['vpc', 'ack', 'kubernetes'] as const).flatMap((system) => observableOver(system, estate));
        const from = (declared: DeclaredFacts) =>
          assemble({ ...estate.metadata, declared, observed: seen, known: EVERYTHING }).estate.clusters;
        const [little, all] = [declaredOf(estate, everybody).facts, declaredOf(estate).facts];
        expect(from(little)).toEqual(from(all));
        expect(JSON.stringify(little).length).toBeLessThanOrEqual(JSON.stringify(all).length);
      }),
    );
  });

  it('declared facts keep nothing that a source reads, and skip nothing that is declared', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const { facts, skipped } = declaredOf(estate);
        expect(DeclaredFacts.parse(JSON.parse(JSON.stringify(facts)))).toEqual(JSON.parse(JSON.stringify(facts)));
        const again = withoutPaths(estate, skipped) as Estate;
        expect(declaredOf({ ...again, routerInterfaces: [] }).facts).toEqual(facts);
      }),
    );
  });

  it('a list nobody read to its end is unknown, not empty', () => {
    const vpc: ObservedResource = { kind: 'vpc', key: 'vpc-a', attributes: { key: 'vpc-a', prefixes: [] } };
    const assembled = (known: Parameters<typeof assemble>[0]['known']) =>
      assemble({ name: 'x', declared: NOTHING, observed: [vpc], known }).estate.vpcs[0];
    expect(assembled([])).toEqual({ key: 'vpc-a', prefixes: [] });
    expect(assembled([{ kind: 'v-switch' }])?.vSwitches).toEqual([]);
    expect(assembled([{ kind: 'v-switch', within: 'vpc-a' }])?.vSwitches).toEqual([]);
    expect(assembled([{ kind: 'v-switch', within: 'vpc-b' }])?.vSwitches).toBeUndefined();
  });

  it('system routes are read but never listed; the vSwitches stay', () => {
    const estate = anEstate()
      .withVpc({
        key: 'vpc-a',
        prefixes: ['192.168.0.0/16'],
        vSwitches: [{ key: 'vsw-a', prefix: '192.168.0.0/24' }],
        routeTables: [
          { key: 'vtb-a', kind: 'system', entries: [] },
          { key: 'vtb-b', kind: 'custom', entries: [] },
        ],
      })
      .build();
    const observed = observableOver('vpc', estate);
    expect(observed.filter((row) => row.kind === 'route-entry').map((row) => row.key)).toEqual([
      'vtb-a|100.64.0.0/10|system|service',
      'vtb-a|192.168.0.0/24|system|local',
      'vtb-b|100.64.0.0/10|system|service',
      'vtb-b|192.168.0.0/24|system|local',
    ]);
    expect(assemble({ ...estate.metadata, declared: NOTHING, observed, known: EVERYTHING }).estate).toEqual(estate);
  });

  it('rows without a parent are handed back, with everything below them', () => {
    const group: ObservedResource = {
      kind: 'bgp-group',
      key: 'bgpg-a',
      attributes: { key: 'bgpg-a', vbr: 'vbr-gone' },
    };
    const { estate, orphans } = assemble({
      name: 'x',
      declared: DeclaredFacts.parse({ vbrs: [{ key: 'vbr-gone', title: { en: 'was here' } }] }),
      observed: [group, bgpPeer('vbr-gone', 'bgpg-a'), bgpPeer('vbr-gone', 'bgpg-a')],
      known: EVERYTHING,
    });
    expect(estate.vbrs).toEqual([]);
    expect(orphans).toEqual([
      { origin: 'observed', kind: 'bgp-peer', key: 'bgp-a', missing: 'bgpg-a' },
      { origin: 'observed', kind: 'bgp-group', key: 'bgpg-a', missing: 'vbr-gone' },
      { origin: 'declared', kind: 'vbr', key: 'vbr-gone', missing: 'vbr-gone' },
    ]);
  });
});
