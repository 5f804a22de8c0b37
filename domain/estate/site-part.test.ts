import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure } from '@/domain/testing/seed-figure';
import { formatEstateFile } from './file/format';
import { parseEstateFile } from './file/parse';
import { sitePart } from './site-part';

vi.setConfig({ testTimeout: 60_000 });

describe('the file of one site', () => {
  it('holds what stands in it and what that names, and nothing of other sites', () => {
    const part = sitePart(Object.assign({}, seedFigure()), 'dc-hz1');
    expect(part.sites.map(({ key }) => key)).toContain('dc-hz1');
    expect(part.gateways.every(({ site }) => site === 'dc-hz1')).toBe(true);
    expect(part.flows.length).toBeGreaterThan(0);
  });

  it('can be read back alone, to the same facts', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        for (const { key } of estate.sites) {
          const part = sitePart(estate, key);
          const read = parseEstateFile(formatEstateFile(part, 'yaml'));
          expect(read.ok && read.estate.sites).toEqual(part.sites);
          for (const gateway of part.gateways) expect(estate.gateways).toContainEqual(gateway);
        }
      }),
      { numRuns: 30 },
    );
  });
});
