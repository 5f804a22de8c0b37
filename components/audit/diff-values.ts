import { canonicalJson } from '@/domain/canonical-json';

/**
 * One field in which two values differ. `before` or `after` is missing where there was nothing; `record` names the record of a
 * list that the field belongs to.
 */
export type FieldDiff = { record: string | null; path: string; before?: string; after?: string };

type Fields = Readonly<Record<string, unknown>>;
type Place = { record: string | null; path: string };

const TOP: Place = { record: null, path: '' };

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
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

type ListShape = 'named' | 'plain' | 'counted';

function shapeOf(before: unknown, after: unknown): ListShape | null {
  const lists = [before, after].filter((value) => !isNothing(value));
  if (!lists.every(Array.isArray) || lists.length === 0) return null;
  const members = lists.flat() as unknown[];
  if (members.every((each) => !isRecord(each))) return 'plain';
  return members.every((each) => nameOf(each) !== null) ? 'named' : 'counted';
}

/** A list as fields: records by their name, so that order alone is no difference. */
function fieldsOf(list: unknown, shape: ListShape): Fields {
  const members = Array.isArray(list) ? (list as unknown[]) : [];
  return Object.fromEntries(
    members.map((each, index) => {
      if (shape === 'named') return [nameOf(each) ?? '', isRecord(each) ? (each.attributes ?? each) : each];
      return [shape === 'plain' ? (textOf(each) ?? '') : String(index + 1), each];
    }),
  );
}

/** The fields in which two values differ, each with what it was and what it is. */
export function diffValues(before: unknown, after: unknown, at: Place = TOP): readonly FieldDiff[] {
  if (isSame(before, after)) return [];
  const shape = shapeOf(before, after);
  if (shape) return diffLists(fieldsOf(before, shape), fieldsOf(after, shape), shape, at);
  if (![before, after].every((value) => isRecord(value) || isNothing(value)))
    return [{ ...at, ...sides(before, after) }];
  return diffFields((before ?? {}) as Fields, (after ?? {}) as Fields, at);
}

function namesOf(old: Fields, fresh: Fields): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
}

function diffFields(old: Fields, fresh: Fields, { record, path }: Place): readonly FieldDiff[] {
  return namesOf(old, fresh).flatMap((name) =>
    diffValues(old[name], fresh[name], { record, path: path === '' ? name : `${path} · ${name}` }),
  );
}

function diffLists(old: Fields, fresh: Fields, shape: ListShape, at: Place): readonly FieldDiff[] {
  if (shape === 'counted' || (shape === 'named' && at.record !== null)) return diffFields(old, fresh, at);
  return namesOf(old, fresh).flatMap((name) => {
    if (shape === 'named') return diffValues(old[name], fresh[name], { record: name, path: '' });
    // The members of a plain list are their own names.
    return isSame(old[name], fresh[name]) ? [] : [{ ...at, ...sides(old[name], fresh[name]) }];
  });
}

function sides(before: unknown, after: unknown): Pick<FieldDiff, 'before' | 'after'> {
  const [was, is] = [textOf(before), textOf(after)];
  return { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
}

/** The differences of each record together, in the order they come. */
export function byRecord(
  diff: readonly FieldDiff[],
): readonly { record: string | null; fields: readonly FieldDiff[] }[] {
  const records = new Map<string | null, FieldDiff[]>();
  for (const field of diff) records.set(field.record, [...(records.get(field.record) ?? []), field]);
  return [...records].map(([record, fields]) => ({ record, fields }));
}
