import { canonicalJson } from '@/domain/canonical-json';

type Attributes = Readonly<Record<string, unknown>>;
export type FieldApart = { field: string; before: unknown; after: unknown };

/** The fields of a fact in which what is declared and what a file says are apart. A list is one field. */
export function fieldsApart(before: object, after: object): readonly FieldApart[] {
  const [old, fresh] = [before as Attributes, after as Attributes];
  const text = (value: unknown) => canonicalJson({ value });
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((field) => text(old[field]) !== text(fresh[field]))
    .map((field) => ({ field, before: old[field], after: fresh[field] }));
}

/** What a file says of a fact, but for the fields that are to stay as they are declared. */
export function withKept(after: object, before: object, kept: readonly string[]): Attributes {
  const [old, fresh] = [before as Attributes, after as Attributes];
  const left = Object.entries(fresh).filter(([field]) => !kept.includes(field));
  const stays = kept.flatMap((field) => (old[field] === undefined ? [] : [[field, old[field]] as const]));
  return Object.fromEntries([...left, ...stays]);
}
