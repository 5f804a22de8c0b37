import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFromBits } from '@/domain/net/address';
import { containsAddress, parsePrefix, prefixFromParts, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { Fib, type FibRow } from './fib';

const lookup = <T>(rows: readonly FibRow<T>[], destination: RangeSet) => Fib.of(rows).lookup(destination);

function fibRow(
  prefix: Prefix,
  nextHop: string,
  state: FibRow<string>['state'] = 'forwards',
  preference = 0,
): FibRow<string> {
  return {
    prefix,
    state,
    preference,
    row: { routeTable: 't', prefix, type: 'custom', status: 'available', nextHop },
    target: nextHop,
  };
}
const range = (...prefixes: string[]) => RangeSet.of(prefixes.map(parsePrefix));
const told = (rows: readonly FibRow<string>[], destination: RangeSet) =>
  lookup(rows, destination).map((match) => [
    match.part.toPrefixes().join(' '),
    match.rows.map((each) => each.target).join('+'),
  ]);

describe('a range looked up in a table', () => {
  it('is cut at the edges of the rows, longest first', () => {
    const rows = [fibRow(parsePrefix('10.0.0.0/8'), 'wide'), fibRow(parsePrefix('10.0.0.0/10'), 'narrow')];
    expect(told(rows, range('10.0.0.0/9'))).toEqual([
      ['10.0.0.0/10', 'narrow'],
      ['10.64.0.0/10', 'wide'],
    ]);
  });

  it('of nothing gives nothing, in nothing gives one unanswered part', () => {
    expect(told([fibRow(parsePrefix('0.0.0.0/0'), 'any')], RangeSet.empty)).toEqual([]);
    expect(told([], range('10.0.0.0/8'))).toEqual([['10.0.0.0/8', '']]);
  });

  it('is answered whole by the default route, and for one address by a /32', () => {
    const rows = [fibRow(parsePrefix('0.0.0.0/0'), 'any'), fibRow(parsePrefix('10.0.0.1/32'), 'one')];
    expect(told(rows, range('10.0.0.0/31'))).toEqual([
      ['10.0.0.1/32', 'one'],
      ['10.0.0.0/32', 'any'],
    ]);
  });

  it('never mixes families', () => {
    expect(told([fibRow(parsePrefix('::/0'), 'six')], range('0.0.0.0/0'))).toEqual([['0.0.0.0/0', '']]);
  });

  it('takes the better preference, keeps ties, and says what would come next', () => {
    const prefix = parsePrefix('10.0.0.0/8');
    const [match] = lookup(
      [fibRow(prefix, 'bgp', 'forwards', 20), fibRow(prefix, 'static', 'forwards', 1)],
      range('10.0.0.0/8'),
    );
    expect([match?.rows.map((each) => each.target), match?.runnerUp?.target]).toEqual([['static'], 'bgp']);
    expect(told([fibRow(prefix, 'a'), fibRow(prefix, 'b'), fibRow(prefix, 'b')], range('10.0.0.0/8'))).toEqual([
      ['10.0.0.0/8', 'a+b'],
    ]);
  });

  it('believes the surest of rows that say the same, whatever their order', () => {
    const prefix = parsePrefix('10.0.0.0/8');
    const rows = [fibRow(prefix, 'a', 'forwards'), fibRow(prefix, 'a', 'uncertain')];
    for (const order of [rows, [...rows].reverse()])
      expect(lookup(order, range('10.0.0.0/8')).map((match) => match.rows.map((each) => each.state))).toEqual([
        ['forwards'],
      ]);
  });

  it('passes over rows that are not in force, and shows them where nothing else answers', () => {
    const rows = [fibRow(parsePrefix('10.0.0.0/9'), 'idle', 'idle')];
    const matches = lookup(rows, range('10.0.0.0/8'));
    expect(matches.map((match) => [match.part.toPrefixes()[0], match.rows.length, match.idle?.target])).toEqual([
      ['10.0.0.0/9', 0, 'idle'],
      ['10.128.0.0/9', 0, undefined],
    ]);
  });
});

const somePrefix = fc
  .record({ bits: fc.bigInt({ min: 0n, max: 255n }), length: fc.integer({ min: 24, max: 32 }) })
  .map(({ bits, length }) =>
    prefixFromParts(4, ((0x0a000000n + bits) >> BigInt(32 - length)) << BigInt(32 - length), length),
  );

describe('any table and any range', () => {
  it('agree with the longest match of each single address, and the parts add up to the range', () => {
    fc.assert(
      fc.property(
        fc.array(somePrefix, { maxLength: 12 }),
        fc.array(somePrefix, { minLength: 1, maxLength: 3 }),
        (table, wanted) => {
          const rows = [...new Set(table)].map((prefix) => fibRow(prefix, prefix));
          const destination = RangeSet.of(wanted);
          const matches = lookup(rows, destination);
          const sum = matches.reduce((size, match) => size + match.part.size, 0n);
          expect(sum).toBe(destination.size);
          for (let last = 0n; last < 256n; last += 1n) {
            const address = addressFromBits(4, 0x0a000000n + last);
            if (!destination.contains(address)) continue;
            const best = rows
              .filter((each) => containsAddress(each.prefix, address))
              .sort((a, b) => prefixLength(b.prefix) - prefixLength(a.prefix))[0];
            const match = matches.find((each) => each.part.contains(address));
            expect(match?.rows[0]?.target).toBe(best?.target);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a table changed row by row', () => {
  const someRow = fc
    .record({
      prefix: somePrefix,
      nextHop: fc.constantFrom('a', 'b', 'c'),
      state: fc.constantFrom('forwards' as const, 'idle' as const, 'uncertain' as const),
      preference: fc.constantFrom(0, 20),
    })
    .map(({ prefix, nextHop, state, preference }) => fibRow(prefix, nextHop, state, preference));

  it('answers for any range as one made at once: rows, runner-up and what is idle, there and back', () => {
    const changes = fc.array(fc.record({ row: someRow, gone: fc.boolean() }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(changes, fc.array(somePrefix, { minLength: 1, maxLength: 3 }), (sequence, wanted) => {
        const destination = RangeSet.of([...wanted, parsePrefix('10.0.0.64/26')]);
        let rows: readonly FibRow<string>[] = [];
        let table = Fib.of(rows);
        const past = [{ rows, table }];
        for (const { row, gone } of sequence) {
          rows = gone ? rows.filter((each) => each.prefix !== row.prefix) : [...rows, row];
          table = table.with(
            row.prefix,
            rows.filter((each) => each.prefix === row.prefix),
          );
          past.push({ rows, table });
        }
        for (const state of [...past, ...past.toReversed()]) {
          expect(state.table.lookup(destination)).toEqual(lookup(state.rows, destination));
          expect(state.table.lookupIdle(destination)).toEqual(Fib.of(state.rows).lookupIdle(destination));
        }
      }),
      { numRuns: 80 },
    );
  });
});
