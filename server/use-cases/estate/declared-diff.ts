import { createHash } from 'node:crypto';
import { canonicalJson } from '@/domain/canonical-json';
import type { DeclaredFacts } from '@/domain/estate/declared';
import type { Estate } from '@/domain/estate/estate';
import type { Database, Tx } from '@/server/db/client';
import { METADATA_SECTION, type Metadata } from './declared-facts';

/** One declared fact: a section of the model and a key in it. */
export type Fact = { section: string; key: string; attributes: object };
export type StoredFact = Fact & { id: string; version: number };

export type DeclaredDiff = {
  added: readonly Fact[];
  changed: readonly { before: StoredFact; after: Fact }[];
  removed: readonly StoredFact[];
  unchanged: number;
};

/** Facts as they are stored: every member of every section, and the name of the whole. */
export function factsToStore(estate: Pick<Estate, 'metadata'>, facts: DeclaredFacts): readonly Fact[] {
  const metadata: Metadata = { key: 'estate', ...estate.metadata };
  const named: Fact = { section: METADATA_SECTION, key: metadata.key, attributes: metadata };
  return [named, ...factsOf(facts)];
}

/** Every member of every section as a fact. */
export function factsOf(facts: Partial<DeclaredFacts>): readonly Fact[] {
  return Object.entries(facts).flatMap(([section, members]) =>
    members.map((attributes): Fact => ({ section, key: attributes.key, attributes })),
  );
}

export async function loadStoredFacts(db: Database | Tx): Promise<readonly StoredFact[]> {
  const rows = await db.declaredVersion.findMany({
    where: { validTo: null },
    orderBy: [{ section: 'asc' }, { key: 'asc' }],
  });
  return rows.map(({ id, section, key, version, attributes }) => {
    return { id, section, key, version, attributes: attributes as object };
  });
}

/** Names the state of all declared facts: what a dry run saw and an import must still find. */
export function baseOf(stored: readonly StoredFact[]): string {
  const versions = stored.map(({ section, key, version }) => `${section}/${key}@${version}`).sort();
  return createHash('sha256').update(versions.join('\n')).digest('hex').slice(0, 16);
}

const refOf = ({ section, key }: { section: string; key: string }) => `${section} ${key}`;

/** What writing `wanted` would do. Facts that are not in it stay when merging, and go when replacing. */
export function diffDeclared(
  stored: readonly StoredFact[],
  wanted: readonly Fact[],
  mode: 'merge' | 'replace',
): DeclaredDiff {
  const known = new Map(stored.map((fact) => [refOf(fact), fact]));
  const named = new Set(wanted.map(refOf));
  const added = wanted.filter((fact) => !known.has(refOf(fact)));
  const changed = wanted.flatMap((after) => {
    const before = known.get(refOf(after));
    return before && canonicalJson(before.attributes) !== canonicalJson(after.attributes) ? [{ before, after }] : [];
  });
  const removed = mode === 'replace' ? stored.filter((fact) => !named.has(refOf(fact))) : [];
  return { added, changed, removed, unchanged: wanted.length - added.length - changed.length };
}
