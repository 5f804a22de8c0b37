import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { changesOf, withChange } from '@/domain/testing/one-change';
import { keepSame } from './keep-same';

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('what is as it was stays the same object', () => {
  it('is the former itself when nothing is another', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        expect(keepSame(estate, copyOf(estate))).toBe(estate);
      }),
    );
  });

  it('says what the new one says, and shares all that lies beside a change', () => {
    fc.assert(
      fc.property(estateArbitrary(), fc.nat(), (estate, nth) => {
        const changes = changesOf(estate);
        fc.pre(changes.length > 0);
        const changed = withChange(estate, changes[nth % changes.length]!);
        const kept = keepSame(estate, copyOf(changed));
        expect(kept).toEqual(changed);
        for (const name of Object.keys(estate) as (keyof typeof estate)[])
          if (changed[name] === estate[name]) expect(kept[name]).toBe(estate[name]);
      }),
    );
  });

  it.each([
    [
      'a member that moved',
      [
        { key: 'a', is: [1] },
        { key: 'b', is: [2] },
      ],
      [{ key: 'b', is: [2] }],
    ],
    [
      'a node, by its name',
      [
        { name: 'a', is: [1] },
        { name: 'b', is: [2] },
      ],
      [{ name: 'b', is: [2] }],
    ],
  ])('finds %s', (_, former, next) => {
    expect(keepSame(former, next)[0]).toBe(former[1]);
  });

  it.each<[unknown, unknown]>([
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: [1] }, { a: { 0: 1 } }],
    [[1, 2], [1]],
    [[1], [2, 1]],
    [null, {}],
    [{}, null],
    [{ toString: 1 }, {}],
    [JSON.parse('{"__proto__":{"a":[1]}}'), JSON.parse('{"__proto__":{"a":[1]},"b":[1]}')],
  ])('takes %j for no %j', (former, next) => {
    expect(keepSame(former, next)).toStrictEqual(next);
    expect(keepSame(former, next)).not.toBe(former);
  });
});
