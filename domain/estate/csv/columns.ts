import { nearest } from '../nearest';

/** The flat tables that declared facts can be kept in: one file each. */
export const CSV_KINDS = ['sites', 'lans', 'blocks', 'flows', 'permits', 'group-permits'] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** One column. `path` is its place in the member that a row describes; empty for the fact which that member is part of. */
export type CsvColumn = {
  name: string;
  path: readonly (string | number)[];
  as: 'text' | 'number' | 'list' | 'boolean';
  /** without it nobody knows what a row is about */
  names?: true;
};

const text = (name: string, ...path: CsvColumn['path']): CsvColumn => ({ name, path, as: 'text' });
const naming = (name: string, ...path: CsvColumn['path']): CsvColumn => ({ name, path, as: 'text', names: true });
const PERMIT = ['direction', 'from', 'to'].map((name) => text(name, name));
const TITLES = [text('title_en', 'title', 'en'), text('title_zh', 'title', 'zh')];

/** The columns of each table in the order in which they are written. Of contacts a row holds the first. */
export const CSV_COLUMNS: Readonly<Record<CsvKind, readonly CsvColumn[]>> = {
  sites: [
    naming('key', 'key'),
    text('kind', 'kind'),
    ...TITLES,
    { name: 'latitude', path: ['location', 'latitude'], as: 'number' },
    { name: 'longitude', path: ['location', 'longitude'], as: 'number' },
    { name: 'host_prefixes', path: ['hostPrefixes'], as: 'list' },
    { name: 'tags', path: ['tags'], as: 'list' },
    text('note', 'note'),
    text('contact_name', 'contacts', 0, 'name'),
    text('contact_role', 'contacts', 0, 'role'),
    text('contact_email', 'contacts', 0, 'email'),
    text('contact_phone', 'contacts', 0, 'phone'),
  ],
  lans: [
    naming('site'),
    naming('key', 'key'),
    text('prefix', 'prefix'),
    text('gateway_address', 'gatewayAddress'),
    ...TITLES,
  ],
  blocks: [naming('cluster'), naming('site', 'site'), naming('prefix', 'prefix')],
  // Each end says one of three things.
  flows: [
    naming('key', 'key'),
    ...(['from', 'to'] as const).flatMap((end) =>
      ['pool', 'site', 'prefix'].map((place) => text(`${end}_${place}`, end, place)),
    ),
    { name: 'must_hold', path: ['mustHold'], as: 'boolean' },
    ...TITLES,
  ],
  permits: [naming('gateway'), ...PERMIT],
  'group-permits': [naming('vpc'), naming('group', 'group'), ...PERMIT],
};

/** What a header line says: which table it is, or what is wrong with it. `at` counts columns from 1. */
export type CsvHeader =
  { ok: true; kind: CsvKind; columns: readonly CsvColumn[] } | { ok: false; problems: readonly HeaderProblem[] };
type HeaderProblem =
  | { code: 'csv-header'; at: number; params: { expected: string } }
  | { code: 'duplicate-key' | 'missing-key'; at: number; params: { key: string } }
  | { code: 'unknown-key'; at: number; params: { key: string; suggestion?: string } };

/** Reads a header line: the table is the one whose columns it mostly names. */
export function readHeader(cells: readonly string[]): CsvHeader {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const [best] = CSV_KINDS.map((kind) => fitOf(kind, names)).sort((a, b) => b.score - a.score || b.known - a.known);
  if (!best || best.known === 0)
    return { ok: false, problems: [{ code: 'csv-header', at: 1, params: { expected: CSV_KINDS.join(', ') } }] };
  const all = CSV_COLUMNS[best.kind];
  const columns = names.flatMap((name) => all.find((column) => column.name === name) ?? []);
  const problems = [...namesOutOfPlace(names, all), ...namesMissing(names, all)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, kind: best.kind, columns };
}

function fitOf(kind: CsvKind, names: readonly string[]) {
  const columns = CSV_COLUMNS[kind];
  const known = columns.filter(({ name }) => names.includes(name)).length;
  const missing = columns.filter((column) => column.names && !names.includes(column.name)).length;
  return { kind, known, score: known - missing };
}

function namesOutOfPlace(names: readonly string[], all: readonly CsvColumn[]): HeaderProblem[] {
  return names.flatMap((name, index): HeaderProblem[] => {
    const key = name.slice(0, 80);
    if (!all.some((column) => column.name === name)) {
      const suggestion = suggestionFor(name, names, all);
      return [{ code: 'unknown-key', at: index + 1, params: { key, ...(suggestion ? { suggestion } : {}) } }];
    }
    return names.indexOf(name) < index ? [{ code: 'duplicate-key', at: index + 1, params: { key } }] : [];
  });
}

function namesMissing(names: readonly string[], all: readonly CsvColumn[]): HeaderProblem[] {
  const meant = names.flatMap((name) => suggestionFor(name, names, all) ?? []);
  return all
    .filter(({ name, names: needed }) => needed && !names.includes(name) && !meant.includes(name))
    .map(({ name }) => ({ code: 'missing-key', at: 1, params: { key: name } }));
}

function suggestionFor(name: string, names: readonly string[], all: readonly CsvColumn[]): string | null {
  if (all.some((column) => column.name === name)) return null;
  const free = all.map((column) => column.name).filter((each) => !names.includes(each));
  return nearest(name, free);
}
