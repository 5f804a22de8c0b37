import type { z } from 'zod';
import { ObservedResource, type ResourceKind } from '@/domain/estate/resource';

/** How a list is turned over. `total` and `given` lead to the number of all rows and to the size of a page as the source saw it. */
export type Paging =
  | { by: 'number'; page: string; size: string; pageSize: number; total: readonly string[]; given: readonly string[] }
  | { by: 'token'; token: string; size: string; pageSize: number; total: readonly string[] }
  /** one answer holds it all */
  | { by: 'nothing' };

/** One kind of list the API gives: which call, where its rows are, how they are understood. */
export type Listing = {
  kind: ResourceKind;
  action: string;
  /** the members that lead to the rows: `Vpcs`, `Vpc` */
  rows: readonly string[];
  paging: Paging;
  /** the members that name a row when it cannot be understood, each by its path */
  names: readonly string[];
  understand: (row: unknown) => Understood;
};

export type Understood = { resource: ObservedResource } | { problem: string };

/** A listing whose rows have a shape; a text in place of a resource says why a row is not understood. */
export function listing<S extends z.ZodType>(
  about: Omit<Listing, 'understand'>,
  row: S,
  toResource: (row: z.output<S>) => ObservedResource | string,
): Listing {
  return { ...about, understand: (raw) => understood(row, raw, toResource) };
}

/** The last gate: what does not have the shape of an observed resource does not become one. */
export function understood<S extends z.ZodType>(
  row: S,
  raw: unknown,
  toResource: (row: z.output<S>) => ObservedResource | string,
): Understood {
  const parsed = row.safeParse(raw);
  if (!parsed.success) return { problem: problemOf(parsed.error) };
  const resource = toResource(parsed.data);
  if (typeof resource === 'string') return { problem: resource };
  const checked = ObservedResource.safeParse(resource);
  return checked.success ? { resource: checked.data } : { problem: problemOf(checked.error) };
}

/** Where and what, never the value: it is hostile text. */
function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  return where === '' ? 'it is not an object' : `${where} is missing or odd`;
}

/** What stands at a path of a body; undefined where there is no such path. */
export function memberAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => {
    const isObject = typeof at === 'object' && at !== null && !Array.isArray(at);
    return isObject && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined;
  }, body);
}

/** Left out is the one spelling of unknown: members that are undefined are not members. */
export function known<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
