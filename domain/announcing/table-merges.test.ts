import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RouteTable, type RouteEntry } from '@/domain/estate/routes';
import { containsPrefix, prefixFromParts, prefixLength, type Prefix } from '@/domain/net/prefix';
import { tableMerges } from './table-merges';

const row = (prefix: string, key = 'ri-a', more: object = {}) => ({
  prefix,
  nextHop: { kind: 'router-interface', key },
  ...more,
});
const tableOf = (...entries: readonly object[]) => RouteTable.parse({ key: 'vtb', entries });

describe('rows of a table that one row can stand for', () => {
  it.each([
    ['halves', [row('10.0.0.0/25'), row('10.0.0.128/25')], ['10.0.0.0/24']],
    ['a row inside another', [row('10.0.0.0/16'), row('10.0.4.0/24')], ['10.0.0.0/16']],
    ['what is apart', [row('10.0.0.0/24'), row('10.0.2.0/24')], []],
    ['what leads elsewhere', [row('10.0.0.0/25'), row('10.0.0.128/25', 'ri-b')], []],
    ['a row that another stands between', [row('10.0.0.0/16'), row('10.0.0.0/20', 'ri-b'), row('10.0.4.0/24')], []],
    ['a parent that is taken', [row('10.0.0.0/25'), row('10.0.0.128/25'), row('10.0.0.0/24', 'ri-b')], []],
    ['what BGP brought', [row('10.0.0.0/25'), row('10.0.0.128/25', 'ri-a', { type: 'bgp' })], []],
    ['what is on its way out', [row('10.0.0.0/25'), row('10.0.0.128/25', 'ri-a', { status: 'deleting' })], []],
  ])('of %s', (_, entries, expected) => {
    expect(tableMerges(tableOf(...entries)).map(({ prefix }) => prefix)).toEqual(expected);
  });

  it('leave every address where it went, and the table smaller', () => {
    const rows = fc.uniqueArray(
      fc
        .record({ at: fc.nat({ max: 15 }), length: fc.integer({ min: 28, max: 32 }), key: fc.constantFrom('a', 'b') })
        .map(({ at, length, key }) => row(maskedTo(at, length), key)),
      { selector: ({ prefix }) => prefix, maxLength: 10 },
    );
    fc.assert(
      fc.property(rows, (entries) => {
        const table = tableOf(...entries);
        const merges = tableMerges(table);
        const after = merges.reduce<readonly RouteEntry[]>((left, { prefix, nextHop, parts }) => {
          const kept = left.filter((each) => each.nextHop?.key !== nextHop.key || !parts.includes(each.prefix));
          return [...kept, { prefix, nextHop, type: 'custom', status: 'available' }];
        }, table.entries ?? []);
        for (let at = 0; at < 16; at += 1) expect(towards(after, at)).toBe(towards(table.entries ?? [], at));
        const saved = merges.reduce((sum, { parts }) => sum + parts.length - 1, 0);
        expect(after.length).toBe(entries.length - saved);
      }),
    );
  });
});

const maskedTo = (at: number, length: number) =>
  prefixFromParts(4, BigInt(0x0a000000 + at - (at % 2 ** (32 - length))), length);

/** The longest match, row by row. */
function towards(entries: readonly RouteEntry[], at: number): string | undefined {
  const address: Prefix = maskedTo(at, 32);
  const matching = entries.filter(({ prefix }) => containsPrefix(prefix, address));
  return matching.sort((a, b) => prefixLength(b.prefix) - prefixLength(a.prefix))[0]?.nextHop?.key;
}
