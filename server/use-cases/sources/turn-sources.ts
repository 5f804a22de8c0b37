import { z } from 'zod';
import { dropAllParts } from '@/server/db/collection-parts';
import type { Tx } from '@/server/db/client';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { endAllVersions } from '@/server/db/resource-versions';
import { command } from '../command';
import { asStoredSource, sourceFacts } from './stored-source';

const KEY = 'sources-file';
/** Whose sources the file named last, which those were, and which it has taken back since: what a person removed stays removed. */
const Stored = z.object({ scenario: z.string(), keys: z.array(z.string()), retired: z.array(z.string()) });
type Stored = z.infer<typeof Stored>;

const Named = z.strictObject({ scenario: z.string(), keys: z.array(z.string()) });

/**
 * Makes room when a file of sources stands for another world than before: sources that it names no more are removed and what they
 * showed is no longer so, those that it names again are there again. True when the world is another. Safe to repeat until
 * `settleSources` says that the new one is declared.
 */
export const turnSources = command({
  name: 'source.turn',
  permission: 'system:run',
  input: Named,
  async run({ tx, now }, { scenario, keys }) {
    const before = await findStored(tx);
    if (!before || before.scenario === scenario) return { result: false, audit: [] };
    const named = new Set(keys);
    await tx.source.updateMany({
      where: { key: { in: before.retired.filter((key) => named.has(key)) } },
      data: { removedAt: null, updatedAt: now, version: { increment: 1 } },
    });
    const gone = await tx.source.findMany({
      where: { removedAt: null, key: { in: before.keys.filter((key) => !named.has(key)) } },
    });
    for (const { id } of gone) await retire(tx, id, now);
    const retired = [...before.retired.filter((key) => !named.has(key)), ...gone.map(({ key }) => key)];
    await save(tx, now, { scenario: before.scenario, keys, retired });
    return {
      result: true,
      audit: gone.map((row) => ({
        action: 'source.remove' as const,
        objects: [`source:${row.id}`],
        before: sourceFacts(asStoredSource(row)),
        detail: { scenario },
      })),
      notices: gone.flatMap(({ id }) => [
        { topic: 'source' as const, id },
        { topic: 'estate' as const, id },
      ]),
    };
  },
});

/** Notes whose sources are there now, once everything that they declare is. */
export const settleSources = command({
  name: 'source.settle',
  permission: 'system:run',
  input: Named,
  async run({ tx, now }, named) {
    const before = await findStored(tx);
    await save(tx, now, { ...named, retired: before?.retired ?? [] });
    return { result: null, audit: [] };
  },
});

async function findStored(tx: Tx): Promise<Stored | null> {
  const row = await tx.setting.findUnique({ where: { key: KEY } });
  return row && Stored.parse(row.value);
}

async function save(tx: Tx, now: Date, value: Stored): Promise<void> {
  const data = { value, updatedAt: now };
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data });
}

/** A world that is left is not one that fell silent: nothing of it is shown as old. Its past stays. */
async function retire(tx: Tx, sourceId: string, now: Date): Promise<void> {
  await tx.sourceCredential.deleteMany({ where: { sourceId } });
  await tx.source.update({
    where: { id: sourceId },
    data: { removedAt: now, updatedAt: now, version: { increment: 1 } },
  });
  const ending = { sourceId, startedAt: now };
  await endAllVersions(tx, ending);
  await dropAllParts(tx, ending);
  await bumpEstateRevision(tx, now, { kind: 'reading', ...ending });
}
