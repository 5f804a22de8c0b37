import { expect, it } from 'vitest';
import { looked, nextLook } from './look-pace';

const at = (ms: number) => new Date(Date.UTC(2026, 2, 18) + ms);

it('a look that took long is not repeated at once, and a quick one is', () => {
  looked(at(0), at(4_000));
  expect(nextLook(at(4_100))).toEqual(at(14_000));
  expect(nextLook(at(15_000))).toEqual(at(15_000));
  looked(at(15_000), at(16_000));
  expect(nextLook(at(16_000))).toEqual(at(16_000));
});
