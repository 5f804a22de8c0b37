import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { assemble } from '@/domain/estate/assemble';
import { declaredOf } from '@/domain/estate/declared-of';
import type { DeclaredFacts } from '@/domain/estate/declared';
import type { Estate } from '@/domain/estate/estate';
import { formatEstateFile } from '@/domain/estate/file/format';
import { parseEstateFile } from '@/domain/estate/file/parse';
import { observableOver } from '@/domain/estate/flatten';
import type { KnownPart } from '@/domain/estate/observed-rows';
import { KINDS_OF, SOURCE_SYSTEMS, type SourceSystem } from '@/domain/estate/resource';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { loadScenario } from '../scenario';

vi.setConfig({ testTimeout: 60_000 });

const SCENARIOS = readdirSync(import.meta.dirname).flatMap((name) => /^(.*)\.yaml$/u.exec(name)?.[1] ?? []);

const READ: readonly (readonly [string, readonly SourceSystem[]])[] = [
  ['everything', SOURCE_SYSTEMS],
  ['the cloud only', ['vpc']],
  ['the cloud and its clusters', ['vpc', 'ack']],
  ['the cloud and the clusters’ own APIs', ['vpc', 'kubernetes']],
];

/** As they are stored: without members that are undefined. */
const stored = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** What a system reads to its end; what it is about is a cluster's own, and clusters that nobody manages the service does not know. */
function knownOver(system: SourceSystem, { clusters }: Estate): readonly KnownPart[] {
  const within = clusters.filter(({ managed }) => system !== 'ack' || managed !== false).map(({ key }) => key);
  const isWhole = system !== 'ack' && system !== 'kubernetes';
  return KINDS_OF[system].flatMap((kind) => (isWhole ? [{ kind }] : within.map((key) => ({ kind, within: key }))));
}

/** What is declared after an import, and again after that was exported and imported, while these systems are read. */
function roundTrip(estate: Estate, systems: readonly SourceSystem[]) {
  const read = { ack: () => systems.includes('ack'), kubernetes: () => systems.includes('kubernetes') };
  const declared = (of: Estate) => stored(declaredOf(of, read).facts);
  const first = declared(estate);
  const { estate: known } = assemble({
    ...estate.metadata,
    declared: first,
    observed: systems.flatMap((system) => observableOver(system, estate)),
    known: systems.flatMap((system) => knownOver(system, estate)),
  });
  const exported = parseEstateFile(formatEstateFile(known, 'yaml'));
  if (!exported.ok) throw new Error(JSON.stringify(exported.errors));
  return { first, again: declared(exported.estate), known, exported: exported.estate };
}

/** In any order: an estate lists by key. */
const byKey = (facts: DeclaredFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([section, members]) => [
      section,
      [...members].sort((a, b) => (a.key < b.key ? -1 : 1)).map(sorted),
    ]),
  );

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member)]));
}

describe.each(READ)('an estate that is imported, exported and imported again, while %s is read', (_what, systems) => {
  it.each(SCENARIOS)('declares what it declared: %s', (name) => {
    const { estate } = loadScenario(name);
    const { first, again, known, exported } = roundTrip(estate, systems);
    expect(byKey(again)).toEqual(byKey(first));
    expect(exported).toEqual(known);
    expect(exported.metadata).toEqual(estate.metadata);
  });

  it('declares what it declared, whatever it says', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const { first, again } = roundTrip(estate, systems);
        expect(byKey(again)).toEqual(byKey(first));
      }),
      { numRuns: 60 },
    );
  });
});
