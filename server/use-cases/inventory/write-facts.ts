import type { AccessScope, Actor } from '@/domain/access';
import { placeOfFact } from '@/domain/estate/fact-place';
import { FACT_SECTIONS, type FactSection, OBSERVED_AS } from '@/domain/estate/sections';
import type { Tx } from '@/server/db/client';
import { lastVersionsOf, replaceDeclared } from '@/server/db/declared-versions';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import type { DeclaredDiff, Fact } from '../estate/declared-diff';
import { loadEstateView } from '../estate/load-estate';
import { syncDeclaredBlocks } from '../ledger/sync-blocks';

type Writer = { actor: Actor; now: Date; newId: () => string };

/** Writes facts: versions, the ledger's claims and the estate's revision move together or not at all. */
export async function writeFacts(tx: Tx, { actor, now, newId }: Writer, diff: DeclaredDiff): Promise<void> {
  const by = actor.kind === 'person' ? actor.id : null;
  const changed = diff.changed.map(({ before, after }) => ({ ...after, id: newId(), version: before.version + 1 }));
  const past = await lastVersions(tx, diff.added);
  const added = diff.added.map((fact) => ({ ...fact, id: newId(), version: (past.get(nameOf(fact)) ?? 0) + 1 }));
  const before = [...diff.changed.map((each) => each.before), ...diff.removed];
  await syncDeclaredBlocks(tx, { now, by, newId }, { before, after: [...changed, ...added] });
  const close = before.map((fact) => fact.id);
  await replaceDeclared(tx, { now, by }, { close, insert: [...changed, ...added] });
  await bumpEstateRevision(tx, now, { kind: 'declared' });
}

const nameOf = ({ section, key }: { section: string; key: string }) => `${section} ${key}`;

/** A fact that was retired and comes back goes on counting, so that no two of its versions share a number. */
async function lastVersions(tx: Tx, facts: readonly Fact[]): Promise<ReadonlyMap<string, number>> {
  const rows = await lastVersionsOf(tx, facts);
  return new Map(rows.map((row) => [nameOf(row), row.version]));
}

/**
 * Everywhere a diff reaches: where its facts were and where they will be. The estate's own name is everybody's, and so is a
 * gateway or a cluster that a source shows and nobody has declared: who declares it first would make it theirs.
 */
export async function scopeOfDiff(tx: Tx, diff: DeclaredDiff): Promise<AccessScope> {
  const touched = [...diff.added, ...diff.changed.flatMap(({ before, after }) => [before, after]), ...diff.removed];
  const { estate } = await loadEstateView(tx, { now: new Date(0) });
  const nowhere = { sources: [], sites: [] };
  const seen = await observedAmong(tx, diff.added);
  return touched.map(({ section, key, attributes }) =>
    isSection(section) && !seen.has(nameOf({ section, key })) ? placeOfFact(section, attributes, estate) : nowhere,
  );
}

async function observedAmong(tx: Tx, facts: readonly Fact[]): Promise<ReadonlySet<string>> {
  const kindOf = (section: string) => OBSERVED_AS[section as FactSection] ?? '';
  const rows = await tx.$queryRaw<{ kind: string; key: string }[]>`
    select distinct kind, key from resource_version
    where valid_to is null and kind in ('gateway', 'cluster') and key = any(${facts.map(({ key }) => key)}::text[])`;
  const shown = new Set(rows.map(({ kind, key }) => `${kind} ${key}`));
  return new Set(facts.filter(({ section, key }) => shown.has(`${kindOf(section)} ${key}`)).map(nameOf));
}

function isSection(section: string): section is FactSection {
  return (FACT_SECTIONS as readonly string[]).includes(section);
}
