import type { ApiOutputs } from '@/components/api/client';
import type { FactSection } from '@/domain/estate/sections';

export type Fact = ApiOutputs['inventory']['list'][number];

/** Where a fact is written: an existing one by its key, a new one with what it begins with. */
export function declareHref(section: FactSection, target: { key: string } | { site?: string }): string {
  const query = new URLSearchParams({ section, ...target });
  return `/sites/declare?${query}`;
}

export function siteHref(key: string): string {
  return `/sites/${encodeURIComponent(key)}`;
}

/** Facts that speak of a site: itself, its gateways, clusters that reach into it, flows from or to it. */
export function factsOfSite(facts: readonly Fact[], site: string): Fact[] {
  const pools = new Set<string>();
  const speaks = (fact: Fact): boolean => {
    const { attributes } = fact;
    if (fact.section === 'sites') return fact.key === site;
    if (fact.section === 'clusters') {
      const parts = [...listOf(attributes.nodePools), ...listOf(attributes.siteBlocks)];
      return attributes.site === site || parts.some((part) => part.site === site);
    }
    if (fact.section === 'flows') {
      const ends = [attributes.from, attributes.to].map((end) => (end ?? {}) as Record<string, unknown>);
      return ends.some((end) => end.site === site || pools.has(String(end.pool)));
    }
    return attributes.site === site;
  };
  for (const fact of facts)
    if (fact.section === 'clusters')
      for (const pool of listOf(fact.attributes.nodePools)) if (pool.site === site) pools.add(String(pool.key));
  return facts.filter(speaks);
}

export function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
