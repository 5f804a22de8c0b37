import { canonicalJson } from '@/domain/canonical-json';

/** One field in which two values differ. `before` or `after` is missing where there was nothing. */
export type FieldDiff = { path: string; before?: string; after?: string };

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function textOf(value: unknown): string | undefined {
  if (isNothing(value)) return undefined;
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** A name by which the same record is found in both lists: what the product's records are called by. */
function nameOf(value: unknown): string | null {
  if (!isRecord(value) || typeof value.key !== 'string') return null;
  const group = typeof value.kind === 'string' ? value.kind : value.section;
  return typeof group === 'string' ? `${group} ${value.key}` : value.key;
}

/** A list as fields: records by their name, everything else by its text, so that order alone is no difference. */
function fieldsOfList(list: readonly unknown[]): Fields {
  const names = list.map(nameOf);
  if (names.length > 0 && names.every((name) => name !== null))
    return Object.fromEntries(
      list.map((each, index) => [names[index] as string, isRecord(each) ? (each.attributes ?? each) : each]),
    );
  if (list.every((each) => !isRecord(each))) return Object.fromEntries(list.map((each) => [textOf(each) ?? '', each]));
  return Object.fromEntries(list.map((each, index) => [String(index + 1), each]));
}

function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => !isRecord(each));
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path} · ${name}`;
}

/** The fields in which two values differ, each with what it was and what it is, in the order of their names. */
export function diffValues(before: unknown, after: unknown, path = ''): readonly FieldDiff[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const [old, fresh] = [before, after].map((value) => (Array.isArray(value) ? fieldsOfList(value) : value));
  const ofParts = [old, fresh].every((value) => isRecord(value) || isNothing(value));
  if (!ofParts) return [{ path, ...sides(before, after) }];
  const plain = [before, after].every((value) => isPlainList(value) || isNothing(value));
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])];
  return names.flatMap((name) => {
    const [was, is] = [(old as Fields | undefined)?.[name], (fresh as Fields | undefined)?.[name]];
    // The members of a plain list are their own names.
    if (plain) return canonicalJson(was ?? null) === canonicalJson(is ?? null) ? [] : [{ path, ...sides(was, is) }];
    return diffValues(was, is, join(path, name));
  });
}

function sides(before: unknown, after: unknown): Pick<FieldDiff, 'before' | 'after'> {
  const [was, is] = [textOf(before), textOf(after)];
  return { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
}
