import type { Problem } from '@/domain/errors';
import { nearest } from '../nearest';
import type { JsonSchema } from './json-schema';

type Path = readonly (string | number)[];

/** Every key the schema does not know, each with the known key it was probably meant to be. */
export function unknownKeys(value: unknown, schema: JsonSchema, path: Path = []): readonly Problem[] {
  if (Array.isArray(value)) {
    const items = schema.items;
    return items ? value.flatMap((each, at) => unknownKeys(each, items, [...path, at])) : [];
  }
  if (typeof value !== 'object' || value === null || !schema.properties) return [];
  const known = schema.properties;
  const members = Object.entries(value);
  return members.flatMap(([key, member], at): readonly Problem[] => {
    const place = [...path, key];
    const below = Object.hasOwn(known, key) ? known[key] : undefined;
    if (below) return unknownKeys(member, below, place);
    if (schema.additionalProperties !== false) return [];
    const cut = cutText(members, at, known);
    if (cut) return cut.at === at ? [{ path: place, code: 'unquoted-comma', params: cut.params }] : [];
    const suggestion = nearest(key, Object.keys(known));
    const params = { key: key.slice(0, 80), ...(suggestion ? { suggestion } : {}) };
    return [{ path: place, code: 'unknown-key', params }];
  });
}

/**
 * `{ en: One VPC, one site }` is a text that was cut at its comma: what follows is read as keys without a value. Where this
 * key is one of those, the text as it was meant, and the place of the first of them.
 */
function cutText(members: readonly [string, unknown][], at: number, known: NonNullable<JsonSchema['properties']>) {
  const isRest = ([key, value]: [string, unknown]) => value === null && !Object.hasOwn(known, key);
  if (!members[at] || !isRest(members[at])) return null;
  let first = at;
  while (first > 0 && isRest(members[first - 1]!)) first -= 1;
  const [key, text] = members[first - 1] ?? [];
  if (key === undefined || typeof text !== 'string') return null;
  const after = members.slice(first).findIndex((each) => !isRest(each));
  const rest = members.slice(first, after < 0 ? undefined : first + after).map(([name]) => name);
  return { at: first, params: { key, text: [text, ...rest].join(', ').slice(0, 200) } };
}
