import type { Problem } from '@/domain/errors';
import { nearest } from './nearest';
import { DEFINED, DISTINCT, REFERRED, ROUTE_ENTRIES, SHOWN_BY_SOURCES, type DefinedKind } from './reference-table';
import { routeEntryKey } from './resource';

type Path = readonly (string | number)[];
type Found = { path: Path; value: unknown };

/** Beyond this many, a guess at what was meant helps nobody and costs time. */
const SUGGESTIONS = 100;
const CANDIDATES = 500;

/**
 * Every reference that leads nowhere and every key given twice. Works on data of any shape, so that a file with other faults
 * still gets all of them named at once; what has the wrong shape is passed over here.
 */
export function referenceProblems(estate: unknown): readonly Problem[] {
  const defined = definitionsOf(estate);
  return [
    ...defined.duplicates,
    ...danglingReferences(estate, defined.keys),
    ...repeatedRows(estate),
    ...entryProblems(estate, defined.keys),
  ];
}

/** Whether a reference leads nowhere only as far as is known: a source may show what it names. */
export function mayBeShown({ code, params }: Problem): boolean {
  return code === 'unknown-reference' && kindsOf(params).some((kind) => SHOWN_BY_SOURCES.has(kind));
}

/** Tells of a reference that leads nowhere in one estate whether it leads somewhere in another. */
export function foundIn(estate: unknown): (problem: Pick<Problem, 'params'>) => boolean {
  const { keys } = definitionsOf(estate);
  return ({ params }) => kindsOf(params).some((kind) => keys.get(kind)?.has(String(params?.key)));
}

function kindsOf(params: Problem['params']): readonly DefinedKind[] {
  return String(params?.kind ?? '').split(KINDS_APART) as DefinedKind[];
}

const KINDS_APART = ' / ';

type Keys = ReadonlyMap<DefinedKind, ReadonlySet<string>>;

function definitionsOf(estate: unknown): { keys: Keys; duplicates: readonly Problem[] } {
  const keys = new Map<DefinedKind, Set<string>>();
  const duplicates: Problem[] = [];
  for (const [kind, patterns] of Object.entries(DEFINED) as [DefinedKind, readonly string[]][]) {
    const seen = new Set<string>();
    for (const { path, value } of patterns.flatMap((pattern) => at(estate, pattern))) {
      if (typeof value !== 'string') continue;
      if (seen.has(value)) duplicates.push({ path, code: 'duplicate-object', params: { kind, key: brief(value) } });
      seen.add(value);
    }
    keys.set(kind, seen);
  }
  return { keys, duplicates };
}

function danglingReferences(estate: unknown, keys: Keys): Problem[] {
  const check = reporter(keys);
  // The vSwitches of a VPC may be unknown; then any reference may be to one of those.
  const vSwitchesKnown = at(estate, 'vpcs.*').every(({ value }) => isRecord(value) && value.vSwitches !== undefined);
  const rules = REFERRED.filter(({ kinds }) => vSwitchesKnown || !kinds.includes('v-switch'));
  const named = rules.flatMap(({ kinds, at: patterns }) =>
    patterns.flatMap((pattern) => at(estate, pattern).flatMap((found) => check(found, kinds))),
  );
  return [...named, ...oppositeInterfaces(estate, keys, check)];
}

type Check = (found: Found, kinds: readonly DefinedKind[]) => Problem[];

function reporter(keys: Keys): Check {
  let suggested = 0;
  return ({ path, value }, kinds) => {
    if (typeof value !== 'string' || kinds.some((kind) => keys.get(kind)?.has(value))) return [];
    const candidates = kinds.flatMap((kind) => [...(keys.get(kind) ?? [])].slice(0, CANDIDATES));
    const suggestion = suggested < SUGGESTIONS ? nearest(value, candidates) : null;
    suggested += 1;
    const params = { kind: kinds.join(KINDS_APART), key: brief(value), ...(suggestion ? { suggestion } : {}) };
    return [{ path, code: 'unknown-reference', params }];
  };
}

/** The other side of a pair must be here, unless it is known to belong to a router that is not. */
function oppositeInterfaces(estate: unknown, keys: Keys, check: Check): Problem[] {
  return at(estate, 'routerInterfaces.*').flatMap(({ path, value }) => {
    if (!isRecord(value)) return [];
    const router = value.oppositeRouter;
    const elsewhere = typeof router === 'string' && !keys.get('vpc')?.has(router) && !keys.get('vbr')?.has(router);
    return elsewhere ? [] : check({ path: [...path, 'opposite'], value: value.opposite }, ['router-interface']);
  });
}

function repeatedRows(estate: unknown): Problem[] {
  return DISTINCT.flatMap(({ list, by }) =>
    at(estate, list).flatMap(({ path, value }) => {
      if (!Array.isArray(value)) return [];
      const rows = value.map((row: unknown) => (isRecord(row) ? by.map((name) => row[name]) : []));
      return repeated(
        rows.map((row) => (row.every((part) => typeof part === 'string') && row.length > 0 ? row.join(' ') : null)),
        path,
      );
    }),
  );
}

function repeated(names: readonly (string | null)[], path: Path): Problem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index): Problem[] => {
    if (name === null) return [];
    const again = seen.has(name);
    seen.add(name);
    return again ? [{ path: [...path, index], code: 'duplicate-row', params: { row: brief(name) } }] : [];
  });
}

function entryProblems(estate: unknown, keys: Keys): Problem[] {
  const check = reporter(keys);
  const seen = new Set<string>();
  return ROUTE_ENTRIES.flatMap((pattern) => at(estate, pattern)).flatMap(({ path, value }) => {
    if (!isRecord(value)) return [];
    const hops = [
      { path: [...path, 'nextHop'], value: value.nextHop },
      ...(Array.isArray(value.nextHops)
        ? value.nextHops.map((hop: unknown, n) => ({ path: [...path, 'nextHops', n], value: hop }))
        : []),
    ].filter((hop): hop is { path: (string | number)[]; value: Record<string, unknown> } => isRecord(hop.value));
    const problems = hops
      .filter((hop) => hop.value.kind === 'router-interface')
      .flatMap((hop) => check({ path: [...hop.path, 'key'], value: hop.value.key }, ['router-interface']));
    if (value.nextHop !== undefined && value.nextHops !== undefined) problems.push({ path, code: 'two-next-hops' });
    // System routes follow from the vSwitches: listed, they could contradict them.
    if (value.type === 'system') problems.push({ path: [...path, 'type'], code: 'system-route-listed' });
    const key = routeEntryKey(
      path.slice(0, -1).join('.'),
      String(value.prefix),
      String(value.type ?? 'custom'),
      hops.map((hop) => String(hop.value.key)),
    );
    if (seen.has(key)) problems.push({ path, code: 'duplicate-row', params: { row: brief(String(value.prefix)) } });
    seen.add(key);
    return problems;
  });
}

/** Everything a dotted pattern leads to. */
function at(root: unknown, pattern: string): readonly Found[] {
  return pattern
    .split('.')
    .reduce<readonly Found[]>((found, step) => found.flatMap((each) => below(each, step)), [{ path: [], value: root }]);
}

function below({ path, value }: Found, step: string): readonly Found[] {
  if (step === '*') {
    if (Array.isArray(value)) return value.map((each: unknown, index) => ({ path: [...path, index], value: each }));
    return isRecord(value) ? Object.entries(value).map(([name, each]) => ({ path: [...path, name], value: each })) : [];
  }
  return isRecord(value) && value[step] !== undefined ? [{ path: [...path, step], value: value[step] }] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
