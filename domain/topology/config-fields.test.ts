import { describe, expect, it } from 'vitest';
import { configFields, type Reading } from './config-fields';

const reading = (attributes: Record<string, unknown>, source = 'lab'): Reading => ({
  source,
  observedAt: '2026-03-18T12:00:00.000Z',
  stale: false,
  attributes,
});

describe('declared beside observed', () => {
  it('is drift where both are known and differ, and that comes first', () => {
    const fields = configFields({ asn: 65001, driver: 'frr' }, [reading({ asn: 65002, software: 'FRR 10' })]);
    expect(fields.map((each) => [each.field, each.declared, each.observed, each.drift])).toEqual([
      ['asn', '65001', '65002', true],
      ['driver', 'frr', undefined, false],
      ['software', undefined, 'FRR 10', false],
    ]);
    expect(fields[0]).toMatchObject({ source: 'lab', observedAt: '2026-03-18T12:00:00.000Z', stale: false });
  });

  it('is none where sets are listed in another order', () => {
    expect(configFields({ vSwitches: ['b', 'a'] }, [reading({ vSwitches: ['a', 'b'] })])[0]?.drift).toBe(false);
  });

  it('names members of members by their path, and believes the first reading', () => {
    const fields = configFields({}, [reading({ bfd: { tx: 300 } }), reading({ bfd: { tx: 900 } }, 'other')]);
    expect(fields).toMatchObject([{ field: 'bfd.tx', observed: '300', source: 'lab' }]);
  });
});
