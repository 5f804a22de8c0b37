import type { Problem } from '@/domain/errors';
import type { DeclaredFacts } from './declared';
import type { Estate } from './estate';
import { referenceProblems } from './references';
import { FACT_SECTIONS, type FactRef, type FactSection } from './sections';

/** A fact that names another one: where (`path` within it) and what it names. */
export type Dependent = FactRef & { path: readonly (string | number)[]; names: string };

/** Facts with everything beside them that they may name: objects that sources show, and pools that only a source knows. */
function withObserved(facts: DeclaredFacts, estate: Estate): object {
  const declaredPools = new Set(facts.clusters.flatMap((cluster) => (cluster.nodePools ?? []).map(({ key }) => key)));
  const shown = (list: 'vpcs' | 'vbrs' | 'physicalConnections') =>
    new Map([...facts[list], ...estate[list]].map((each) => [each.key, each]));
  const siteOf = (list: 'vpcs' | 'vbrs' | 'physicalConnections') =>
    [...shown(list).values()].map((each) => ({ ...each, site: facts[list].find(({ key }) => key === each.key)?.site }));
  return {
    ...facts,
    vpcs: siteOf('vpcs'),
    vbrs: siteOf('vbrs'),
    physicalConnections: siteOf('physicalConnections'),
    routerInterfaces: estate.routerInterfaces,
    clusters: [
      ...facts.clusters,
      {
        nodePools: estate.clusters
          .flatMap((cluster) => cluster.nodePools ?? [])
          .filter(({ key }) => !declaredPools.has(key))
          .map(({ key }) => ({ key })),
      },
    ],
  };
}

function danglingIn(facts: DeclaredFacts, estate: Estate): { ref: FactRef; problem: Problem }[] {
  const whole = withObserved(facts, estate) as Record<string, readonly { key?: string }[]>;
  return referenceProblems(whole).flatMap((problem) => {
    const [section, index, ...path] = problem.path;
    const key = whole[String(section)]?.[Number(index)]?.key;
    if (!isSection(section) || key === undefined) return [];
    return [{ ref: { section, key }, problem: { ...problem, path } }];
  });
}

function isSection(name: unknown): name is FactSection {
  return (FACT_SECTIONS as readonly unknown[]).includes(name);
}

/** References of one fact that lead nowhere and rows of it that are given twice; paths are within the fact. */
export function problemsOfFact(facts: DeclaredFacts, estate: Estate, { section, key }: FactRef): Problem[] {
  return danglingIn(facts, estate)
    .filter(({ ref }) => ref.section === section && ref.key === key)
    .map(({ problem }) => problem);
}

/** Facts as they would be with one written in place of what has its key. */
export function withFact(facts: DeclaredFacts, section: FactSection, fact: { key: string }): DeclaredFacts {
  const known = facts[section] as readonly { key: string }[];
  const stands = known.some(({ key }) => key === fact.key);
  return {
    ...facts,
    [section]: stands ? known.map((each) => (each.key === fact.key ? fact : each)) : [...known, fact],
  };
}

/** Facts as they would be without those taken away. */
export function withoutFacts(facts: DeclaredFacts, refs: readonly FactRef[]): DeclaredFacts {
  const gone = (section: FactSection, key: string) => refs.some((ref) => ref.section === section && ref.key === key);
  const left = FACT_SECTIONS.map((section) => [
    section,
    (facts[section] as readonly { key: string }[]).filter(({ key }) => !gone(section, key)),
  ]);
  return Object.fromEntries(left) as DeclaredFacts;
}

/** What would name something that is gone: the facts to retire or to change first. */
export function dependentsOf(facts: DeclaredFacts, estate: Estate, refs: readonly FactRef[]): Dependent[] {
  return newlyDangling(facts, withoutFacts(facts, refs), estate);
}

/** What would dangle after a fact is rewritten and does not now: a LAN taken out of a site that a pool still names. */
export function newlyDangling(before: DeclaredFacts, after: DeclaredFacts, estate: Estate): Dependent[] {
  const nameOf = ({ ref, problem }: { ref: FactRef; problem: Problem }) =>
    `${ref.section} ${ref.key} ${problem.code} ${problem.path.join('.')} ${problem.params?.key ?? ''}`;
  const known = new Set(danglingIn(before, estate).map(nameOf));
  return danglingIn(after, estate)
    .filter((each) => each.problem.code === 'unknown-reference' && !known.has(nameOf(each)))
    .map(({ ref, problem }) => ({ ...ref, path: problem.path, names: String(problem.params?.key ?? '') }));
}
