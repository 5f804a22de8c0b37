import { z } from 'zod';
import { parseEstateCsv } from '@/domain/estate/csv/parse';
import { looksLikeCsv } from '@/domain/estate/csv/looks-like-csv';
import type { TableFacts } from '@/domain/estate/csv/table-facts';
import { declaredOf, skippedFields, type SkippedField } from '@/domain/estate/declared-of';
import { atStart, bounded } from '@/domain/estate/file/bounds';
import { type FileError, readDocument } from '@/domain/estate/file/document';
import { type EstateFileFormat, parseEstateFile } from '@/domain/estate/file/parse';
import { foundIn } from '@/domain/estate/references';
import type { Database, Tx } from '@/server/db/client';
import { clustersRead } from './clusters-read';
import { type Fact, factsOf, factsToStore } from './declared-diff';
import { loadDeclared } from './declared-facts';
import { loadEstateView } from './load-estate';

/** A file of declared facts. Left out, the format is told by the text: a table by its header, anything else is YAML. */
export const EstateFileInput = z.strictObject({
  text: z.string(),
  format: z.enum(['yaml', 'json', 'csv']).optional(),
  mode: z.enum(['merge', 'replace']).default('merge'),
});
type EstateFileInput = z.output<typeof EstateFileInput>;

export type ReadEstateFile =
  | {
      ok: true;
      facts: TableFacts;
      wanted: readonly Fact[];
      /** observed parts of the file: sources write those */
      skipped: readonly SkippedField[];
      /** references to what no source shows yet: kept as they are declared */
      unshown: readonly FileError[];
      /** what the audit calls the file */
      detail: { estate: string } | { table: string };
      place(path: FileError['path']): Pick<FileError, 'line' | 'column' | 'path'>;
    }
  | { ok: false; errors: readonly FileError[] };

/** Reads a file of declared facts. The rows of a table are parts of facts: they are joined to what is declared now. */
export async function readEstateFile(
  db: Database | Tx,
  now: Date,
  { text, format, mode }: EstateFileInput,
): Promise<ReadEstateFile> {
  if (format === 'csv' || (format === undefined && looksLikeCsv(text))) return readTable(db, now, { text, mode });
  const parsed = parsedAhead.get(text) ?? parse(text, format);
  if (!parsed.ok) return parsed;
  const { facts, skipped } = declaredOf(parsed.estate, await clustersRead(db));
  return {
    ok: true,
    facts,
    wanted: factsToStore(parsed.estate, facts),
    skipped: skippedFields(skipped),
    unshown: await stillUnshown(db, now, parsed.unshown),
    detail: { estate: parsed.estate.metadata.name },
    place: (path) => ({ ...readDocument(text).place(path), path }),
  };
}

function parse(text: string, format: EstateFileFormat | undefined) {
  return parseEstateFile(text, { format, beside: 'sources' });
}

/** What a file names without holding it is mostly there already. */
async function stillUnshown(
  db: Database | Tx,
  now: Date,
  unshown: readonly FileError[] = [],
): Promise<readonly FileError[]> {
  if (unshown.length === 0) return [];
  const { estate } = await loadEstateView(db, { now });
  const isThere = foundIn(estate);
  return bounded(unshown.filter((each) => !isThere(each)));
}

/** Files whose parsing is done, while they are being imported. */
const parsedAhead = new Map<string, ReturnType<typeof parseEstateFile>>();

/**
 * Does `work` with the file parsed before it begins. Parsing a large estate takes seconds: longer than a transaction may be
 * open, and more than once would be more than once too often.
 */
export async function withParsedAhead<T>(file: EstateFileInput, work: () => Promise<T>): Promise<T> {
  const { text, format } = file;
  if (format === 'csv' || (format === undefined && looksLikeCsv(text))) return work();
  parsedAhead.set(text, parse(text, format));
  try {
    return await work();
  } finally {
    parsedAhead.delete(text);
  }
}

async function readTable(
  db: Database | Tx,
  now: Date,
  { text, mode }: Pick<EstateFileInput, 'text' | 'mode'>,
): Promise<ReadEstateFile> {
  if (mode === 'replace') return { ok: false, errors: [atStart('csv-only-merges', {})] };
  const { facts: declared } = await loadDeclared(db);
  const { estate } = await loadEstateView(db, { now });
  const parsed = parseEstateCsv(text, {
    facts: declared,
    vpcs: estate.vpcs.map(({ key }) => key),
    clusters: estate.clusters.map(({ key }) => key),
    pools: estate.clusters.flatMap(({ nodePools }) => (nodePools ?? []).map(({ key }) => key)),
  });
  if (!parsed.ok) return parsed;
  const { facts, kind, place } = parsed;
  return { ok: true, facts, wanted: factsOf(facts), skipped: [], unshown: [], detail: { table: kind }, place };
}
