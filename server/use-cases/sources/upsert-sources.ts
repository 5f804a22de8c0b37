import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '@/domain/canonical-json';
import { without } from '@/domain/estate/projection';
import type { SourceCredential } from '@/domain/sources/settings';
import { SourcesFile } from '@/domain/sources/source';
import type { Tx } from '@/server/db/client';
import { command, parseInput } from '../command';
import type { Context } from '../context';
import { importEstate } from '../estate/import-estate';
import { saveCredential } from './credential';
import { collectSourceJob } from './jobs';
import { readCredential } from './stored-credential';
import { asStoredSource, sourceFacts, type StoredSource } from './stored-source';
import { assertPlaceAllowed } from './target';
import { settleSources, turnSources } from './turn-sources';

type Entry = SourcesFile['sources'][number];

export type UpsertedSource = { key: string; outcome: 'added' | 'changed' | 'unchanged' | 'removed-by-a-person' };

/**
 * Brings the sources of a file into the database: adds what is new, follows what moved, leaves the switches people set. A source
 * that a person removed stays removed. The declared facts that belong to a source are imported once, when it is new; a file that
 * stands for another world than before declares that world in place of the former.
 */
export async function upsertSourcesFromFile(context: Context, file: string): Promise<UpsertedSource[]> {
  const { scenario, sources } = parseInput(SourcesFile, JSON.parse(await readFile(file, 'utf8')));
  const named = scenario === undefined ? null : { scenario, keys: sources.map(({ key }) => key) };
  const isOther = named !== null && (await turnSources(context, named));
  const results: UpsertedSource[] = [];
  for (const entry of sources) {
    await assertPlaceAllowed(entry);
    results.push({ key: entry.key, outcome: await upsertSource(context, entry) });
  }
  await declareWhatBelongs(context, { file, sources, results, isOther });
  if (named) await settleSources(context, named);
  return results;
}

async function declareWhatBelongs(
  context: Context,
  input: { file: string; sources: readonly Entry[]; results: readonly UpsertedSource[]; isOther: boolean },
): Promise<void> {
  let mode: 'merge' | 'replace' = input.isOther ? 'replace' : 'merge';
  // What belongs to a source is written when all of them are there: what another one reads is not declared.
  for (const [at, entry] of input.sources.entries()) {
    const outcome = input.results[at]?.outcome;
    if (!entry.estateFile || outcome === 'removed-by-a-person') continue;
    const declaresNothing = (await context.db.declaredVersion.count()) === 0;
    if (outcome !== 'added' && !declaresNothing && !input.isOther) continue;
    const place = path.resolve(path.dirname(input.file), entry.estateFile);
    await importEstate(context, { text: await readFile(place, 'utf8'), mode });
    mode = 'merge';
  }
}

const upsertSource = command({
  name: 'source.upsert',
  permission: 'system:run',
  input: z.custom<Entry>(),
  async run({ tx, now, newId }, { credential, ...entry }) {
    const row = await tx.source.findUnique({ where: { key: entry.key } });
    const before = row && asStoredSource(row);
    if (row?.removedAt) return { result: 'removed-by-a-person' as const, audit: [] };
    const place = placeOf(entry);
    const same = before && canonicalJson(placeOf(before)) === canonicalJson(place);
    if (same && (await holds(tx, before, credential))) return { result: 'unchanged' as const, audit: [] };
    const written = before
      ? await tx.source.update({
          where: { id: before.id },
          data: { ...place, version: { increment: 1 }, updatedAt: now },
        })
      : await tx.source.create({
          data: {
            ...without(entry, ['estateFile']),
            system: entry.settings.system,
            id: newId(),
            createdAt: now,
            updatedAt: now,
          },
        });
    const after = asStoredSource(written);
    const { hint } = await saveCredential(tx, after.id, credential, now);
    return {
      result: before ? ('changed' as const) : ('added' as const),
      audit: {
        action: before ? 'source.edit' : 'source.add',
        objects: [`source:${after.id}`],
        ...(before ? { before: sourceFacts(before) } : {}),
        after: { ...sourceFacts(after), credentialHint: hint },
      },
      jobs: [collectSourceJob(after.id, 'manual')],
      notices: [{ topic: 'source', id: after.id }],
    };
  },
});

/** What the file decides; name, pace and switches belong to people once the source is there. */
function placeOf({
  settings,
  endpoint,
  protocol,
  region,
}: Pick<StoredSource, 'settings' | 'endpoint' | 'protocol' | 'region'>) {
  return { system: settings.system, settings, endpoint, protocol, region };
}

async function holds(tx: Tx, source: StoredSource, credential: SourceCredential): Promise<boolean> {
  const stored = await tx.sourceCredential.findUnique({ where: { sourceId: source.id } });
  const held = stored && readCredential(source, stored);
  return held !== null && canonicalJson(held) === canonicalJson(credential);
}
