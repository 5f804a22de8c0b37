import { fieldsApart } from '@/domain/estate/keep-fields';
import type { FactSection } from '@/domain/estate/sections';

type Ref = { section: string; key: string };

/** By fact, the fields that stay as they are declared. */
export type Kept = Readonly<Record<string, { ref: Ref; fields: readonly string[] }>>;

const nameOf = ({ section, key }: Ref) => `${section} ${key}`;

export function isKept(kept: Kept, fact: Ref, field: string): boolean {
  return kept[nameOf(fact)]?.fields.includes(field) ?? false;
}

export function withField(kept: Kept, { section, key }: Ref, field: string, keep: boolean): Kept {
  const ref = { section, key };
  const others = (kept[nameOf(ref)]?.fields ?? []).filter((each) => each !== field);
  return { ...kept, [nameOf(ref)]: { ref, fields: keep ? [...others, field] : others } };
}

/** Whether nothing of what a file says of a fact is taken. */
export function isKeptWhole(kept: Kept, fact: Ref & { before: object; after: object }): boolean {
  return fieldsApart(fact.before, fact.after).every(({ field }) => isKept(kept, fact, field));
}

/** As the server takes it. */
export function keptFields(kept: Kept): { section: FactSection; key: string; fields: string[] }[] {
  return Object.values(kept)
    .filter(({ fields }) => fields.length > 0)
    .map(({ ref, fields }) => ({ section: ref.section as FactSection, key: ref.key, fields: [...fields] }));
}
