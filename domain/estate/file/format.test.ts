import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { formatEstateFile } from './format';
import { parseEstateFile } from './parse';

// Hundreds of whole files take their time where the machine is shared.
vi.setConfig({ testTimeout: 60_000 });

describe('an estate written to a file', () => {
  it.each(['yaml', 'json'] as const)('reads back unchanged from %s, and writes the same text again', (format) => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const text = formatEstateFile(estate, format);
        const result = parseEstateFile(text, { format });
        expect(result).toEqual({ ok: true, estate });
        if (result.ok) expect(formatEstateFile(result.estate, format)).toBe(text);
      }),
    );
  });

  it('does not depend on the order in which members were put together', () => {
    const estate = anEstate().withSite({ key: 'dc-a', kind: 'data-centre' }).build();
    const reversed = Object.fromEntries(Object.entries(estate).reverse()) as typeof estate;
    expect(formatEstateFile(reversed, 'yaml')).toBe(formatEstateFile(estate, 'yaml'));
  });

  it('gives every row a line of its own', () => {
    const hop = { kind: 'router-interface', key: 'ri-a' } as const;
    const estate = anEstate('readable')
      .withVbr({
        key: 'vbr-a',
        vlanInterface: 'ri-a',
        routeTable: { key: 'vtb-a', entries: [{ prefix: '10.0.0.0/16', nextHop: hop }] },
      })
      .build();
    expect(formatEstateFile(estate, 'yaml')).toContain(
      [
        'vbrs:',
        '  - key: vbr-a',
        '    physicalConnections: []',
        '    vlanInterface: ri-a',
        '    routeTable:',
        '      key: vtb-a',
        '      entries:',
        '        - { prefix: 10.0.0.0/16, nextHop: { kind: router-interface, key: ri-a }, type: custom, status: available }',
      ].join('\n'),
    );
  });
});
