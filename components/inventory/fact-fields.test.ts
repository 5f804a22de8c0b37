import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { FACT_SECTIONS, factSchema, type FactSection } from '@/domain/estate/sections';
import { inventory as en } from '../i18n/en/inventory';
import { inventory as zh } from '../i18n/zh-CN/inventory';
import { FACT_FIELDS, type FieldSpec } from './fact-fields';

/** What is said of an object by a source, by a file for a cluster that nobody reads, or on another form. */
const NOT_TYPED: Partial<Record<FactSection, readonly string[]>> = {
  clusters: ['terway'],
  // Whole tables with their rows come by file.
  transitRouters: ['routeTables'],
};

const membersOf = (specs: readonly FieldSpec[]) => new Set(specs.map(({ path }) => path.split('.')[0] ?? path));

describe('the form of a fact', () => {
  it.each(FACT_SECTIONS)('of %s has a field for everything that can be declared', (section) => {
    const { shape } = factSchema(section) as unknown as z.ZodObject;
    const typed = membersOf(FACT_FIELDS[section]);
    const missing = Object.keys(shape).filter((name) => name !== 'key' && !typed.has(name));
    expect(missing).toEqual(NOT_TYPED[section] ?? []);
  });

  it('of a gateway makes rows that are what the file would say', () => {
    const rows = {
      staticRoutes: [
        { prefix: '10.0.0.0/16', discard: true },
        { prefix: '10.1.0.0/16', nextHop: '172.16.0.1' },
      ],
      filters: [{ peer: '169.254.10.1', direction: 'out', permit: ['10.0.0.0/16'] }],
      permits: [],
    };
    const fact = { key: 'gw', site: 'dc', driver: 'frr', asn: 65001, interfaces: [], ...rows };
    expect(factSchema('gateways').parse(fact)).toEqual(fact);
    const { rows: filter = [] } = FACT_FIELDS.gateways.find(({ path }) => path === 'filters') ?? {};
    expect(filter.map(({ path }) => path)).toEqual(expect.arrayContaining(Object.keys(rows.filters[0] ?? {})));
  });

  it('offers choices in the words of both languages, but for the names of drivers', () => {
    const choicesOf = (specs: readonly FieldSpec[]): string[] =>
      specs.flatMap(({ path, choices = [], rows = [] }) => [...(path === 'driver' ? [] : choices), ...choicesOf(rows)]);
    const offered = [...new Set(Object.values(FACT_FIELDS).flatMap(choicesOf))].sort();
    expect([Object.keys(en.choices).sort(), Object.keys(zh.choices).sort()]).toEqual([offered, offered]);
  });
});
