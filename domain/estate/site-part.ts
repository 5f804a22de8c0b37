import { Estate } from './estate';
import { referenceProblems } from './references';
import { DEFINED, type DefinedKind } from './reference-table';

type Lists = Record<string, readonly Record<string, unknown>[]>;
type Place = { list: string; index: number };

/** Lists that speak of a site by themselves: a gateway stands in one, a circuit ends in one. */
const OF_SITE = ['gateways', 'physicalConnections'] as const;

/**
 * The part of an estate that a site's own file holds: the site, what stands in it, clusters and flows that reach into it, and
 * whatever these name, so that the file can be read back alone. Facts are whole: a cluster comes with all of its pools.
 */
export function sitePart(estate: Estate, site: string): Estate {
  const lists = estate as unknown as Lists;
  const taken = new Map<string, Set<number>>();
  const take = ({ list, index }: Place) => taken.set(list, (taken.get(list) ?? new Set()).add(index));
  ownPlaces(estate, site).forEach(take);
  for (;;) {
    const part = partOf(estate, lists, taken);
    const missing = referenceProblems(part).filter(({ code }) => code === 'unknown-reference');
    const places = missing.flatMap(({ params }) =>
      definedAt(lists, String(params?.kind ?? ''), String(params?.key ?? '')),
    );
    const next = places.filter(({ list, index }) => !taken.get(list)?.has(index));
    if (next.length === 0) return Estate.parse(part);
    next.forEach(take);
  }
}

function partOf(estate: Estate, lists: Lists, taken: ReadonlyMap<string, ReadonlySet<number>>): object {
  const { apiVersion, kind, metadata } = estate;
  const parts = Object.entries(lists)
    .filter(([, list]) => Array.isArray(list))
    .map(([name, list]) => [name, list.filter((_, index) => taken.get(name)?.has(index))]);
  return { apiVersion, kind, metadata, ...(Object.fromEntries(parts) as object) };
}

function ownPlaces(estate: Estate, site: string): Place[] {
  const places = <T>(list: keyof Estate & string, members: readonly T[], isOwn: (member: T) => boolean) =>
    members.flatMap((member, index) => (isOwn(member) ? [{ list, index }] : []));
  const pools = estate.clusters.flatMap((cluster) => cluster.nodePools ?? []).filter((pool) => pool.site === site);
  const isEnd = (end: Estate['flows'][number]['from']) =>
    ('site' in end && end.site === site) || ('pool' in end && pools.some(({ key }) => key === end.pool));
  return [
    ...places('sites', estate.sites, ({ key }) => key === site),
    ...OF_SITE.flatMap((list) => places<{ site?: string }>(list, estate[list], (each) => each.site === site)),
    ...places(
      'clusters',
      estate.clusters,
      (cluster) =>
        cluster.site === site ||
        [...(cluster.nodePools ?? []), ...(cluster.siteBlocks ?? [])].some((part) => part.site === site),
    ),
    ...places('flows', estate.flows, ({ from, to }) => isEnd(from) || isEnd(to)),
  ];
}

/** Where a key is defined: the member of a list that has it, itself or somewhere within. */
function definedAt(lists: Lists, kinds: string, key: string): Place[] {
  return kinds.split(' / ').flatMap((kind) =>
    (DEFINED[kind as DefinedKind] ?? []).flatMap((pattern) => {
      const [list = '', , ...path] = pattern.split('.');
      const index = (lists[list] ?? []).findIndex((member) => holds(member, path, key));
      return index < 0 ? [] : [{ list, index }];
    }),
  );
}

function holds(value: unknown, path: readonly string[], key: string): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return value === key;
  if (step === '*') return Object.values((value ?? {}) as object).some((each) => holds(each, rest, key));
  return holds((value as Record<string, unknown> | undefined)?.[step], rest, key);
}
