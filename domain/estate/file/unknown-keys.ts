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
  return Object.entries(value).flatMap(([key, member]): readonly Problem[] => {
    const place = [...path, key];
    const below = Object.hasOwn(known, key) ? known[key] : undefined;
    if (below) return unknownKeys(member, below, place);
    if (schema.additionalProperties !== false) return [];
    const suggestion = nearest(key, Object.keys(known));
    const params = { key: key.slice(0, 80), ...(suggestion ? { suggestion } : {}) };
    return [{ path: place, code: 'unknown-key', params }];
  });
}
