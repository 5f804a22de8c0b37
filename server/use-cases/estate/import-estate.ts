import { z } from 'zod';
import type { Actor } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { declaredOf, type Skipped } from '@/domain/estate/declared-of';
import type { FileError } from '@/domain/estate/file/document';
import { parseEstateFile } from '@/domain/estate/file/parse';
import { replaceDeclared } from '@/server/db/declared-versions';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { checkGroundJob } from '../changes/jobs';
import { command, query } from '../command';
import { baseOf, type DeclaredDiff, diffDeclared, type Fact, factsToStore, loadStoredFacts } from './declared-diff';

const Mode = z.enum(['merge', 'replace']).default('merge');
const File = z.strictObject({ text: z.string(), format: z.enum(['yaml', 'json']).optional(), mode: Mode });

type FactRef = { section: string; key: string };

export type ImportPreview =
  | { kind: 'refused'; errors: readonly FileError[] }
  | {
      kind: 'ready';
      /** hand it back when importing: it names what this preview was compared with */
      base: string;
      added: readonly FactRef[];
      changed: readonly (FactRef & { before: object; after: object })[];
      removed: readonly FactRef[];
      unchanged: number;
      /** observed parts of the file: sources write those */
      skipped: readonly Skipped[];
    };

/** The dry run: every error at once, or what the import would write. */
export const previewImport = query({
  permission: 'estate:declare',
  input: File,
  async run({ db }, { text, format, mode }): Promise<ImportPreview> {
    const parsed = parseEstateFile(text, { format });
    if (!parsed.ok) return { kind: 'refused', errors: parsed.errors };
    const { facts, skipped } = declaredOf(parsed.estate);
    const stored = await loadStoredFacts(db);
    const { added, changed, removed, unchanged } = diffDeclared(stored, factsToStore(parsed.estate, facts), mode);
    return {
      kind: 'ready',
      base: baseOf(stored),
      added: added.map(refOf),
      changed: changed.map(({ before, after }) => ({
        ...refOf(after),
        before: before.attributes,
        after: after.attributes,
      })),
      removed: removed.map(refOf),
      unchanged,
      skipped,
    };
  },
});

function refOf({ section, key }: FactRef): FactRef {
  return { section, key };
}

/** Writes the declared facts of a file. `base` of a preview makes it refuse when somebody else wrote in between. */
export const importEstate = command({
  name: 'estate.import',
  permission: 'estate:declare',
  input: File.extend({ base: z.string().optional() }),
  async run({ tx, actor, now, newId }, { text, format, mode, base }) {
    const { estate, facts } = readFacts(text, format);
    const stored = await loadStoredFacts(tx);
    if (base !== undefined && base !== baseOf(stored)) throw new DomainError('conflict', 'estate-edited-meanwhile');
    const diff = diffDeclared(stored, factsToStore(estate, facts), mode);
    const counts = { added: diff.added.length, changed: diff.changed.length, removed: diff.removed.length };
    if (counts.added + counts.changed + counts.removed === 0) return { result: counts, audit: [] };
    await replaceDeclared(tx, { now, by: writerOf(actor) }, writesOf(diff, newId));
    await bumpEstateRevision(tx, now);
    return {
      result: counts,
      audit: {
        action: 'estate.import',
        objects: objectsOf(diff),
        before: [...diff.changed.map(({ before }) => factOf(before)), ...diff.removed.map(factOf)],
        after: [...diff.changed.map(({ after }) => factOf(after)), ...diff.added.map(factOf)],
        detail: { estate: estate.metadata.name, mode, ...counts },
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

function readFacts(text: string, format: 'yaml' | 'json' | undefined) {
  const parsed = parseEstateFile(text, { format });
  if (parsed.ok) return { estate: parsed.estate, facts: declaredOf(parsed.estate).facts };
  const problems = parsed.errors.map(({ path, code, params, line, column }) => ({
    path,
    code,
    params: { ...params, line, column },
  }));
  throw new DomainError('invalid-input', 'estate-file-refused', { count: problems.length }, problems);
}

function writerOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}

function writesOf(diff: DeclaredDiff, newId: () => string) {
  const changed = diff.changed.map(({ before, after }) => ({ ...after, id: newId(), version: before.version + 1 }));
  const added = diff.added.map((fact) => ({ ...fact, id: newId(), version: 1 }));
  const close = [...diff.changed.map(({ before }) => before.id), ...diff.removed.map((fact) => fact.id)];
  return { close, insert: [...changed, ...added] };
}

/** How many objects an entry names; the rest is counted. */
const NAMED = 50;

function objectsOf(diff: DeclaredDiff): string[] {
  const all = [...diff.added, ...diff.changed.map(({ after }) => after), ...diff.removed];
  return all.slice(0, NAMED).map(({ section, key }) => `${section}:${key}`);
}

function factOf({ section, key, attributes }: Fact) {
  return { section, key, attributes };
}
