import type { Place } from '@/domain/access';
import type { Estate } from './estate';
import type { FactSection } from './sections';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Who is responsible for a fact, by the sites it speaks of: a site for itself, an object for its site, a flow for both of its
 * ends. A cluster belongs to its own site, or to all sites its edge pools and blocks lie in. A fact of no site is everybody's:
 * only who is responsible everywhere may write it, and so is where a router or a circuit stands: rights over them follow from
 * it, and nobody gives those to themselves. Looks at data of any shape, because rights come before schemas.
 */
export function placeOfFact(section: FactSection, attributes: unknown, estate: Pick<Estate, 'clusters'>): Place {
  const fact = record(attributes);
  const way = (sites: readonly (string | undefined)[]) =>
    sites.length > 0 && sites.every((site) => site !== undefined) ? [[...new Set(sites as string[])]] : [];
  if (section === 'sites') return { sources: [], sites: way([text(fact.key)]) };
  if (section === 'flows')
    return { sources: [], sites: way([fact.from, fact.to].map((end) => siteOfEnd(record(end), estate))) };
  if (section === 'clusters') {
    const edge = [...list(fact.nodePools), ...list(fact.siteBlocks)].flatMap((each) => text(record(each).site) ?? []);
    return { sources: [], sites: [...way([text(fact.site)]), ...way(edge)] };
  }
  return { sources: [], sites: section === 'gateways' ? way([text(fact.site)]) : [] };
}

function siteOfEnd(end: Record<string, unknown>, estate: Pick<Estate, 'clusters'>): string | undefined {
  if (text(end.site) !== undefined) return text(end.site);
  const pool = estate.clusters.flatMap((cluster) => cluster.nodePools ?? []).find(({ key }) => key === end.pool);
  const cluster = estate.clusters.find((each) => each.nodePools?.some(({ key }) => key === end.pool));
  return pool?.site ?? cluster?.site;
}
