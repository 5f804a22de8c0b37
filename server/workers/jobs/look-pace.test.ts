import { expect, it } from 'vitest';
import { looked, nextLook } from './look-pace';

const at = (ms: number) => new Date(Date.UTC(2026, 2, 18) + ms);

it('a look that took long is not repeated at once, and a quick one nearly so', () => {
  looked(at(0), at(2_000));
  expect(nextLook(at(2_100))).toEqual(at(12_000));
  expect(nextLook(at(13_000))).toEqual(at(13_000));
  looked(at(13_000), at(13_010));
  expect(nextLook(at(13_010))).toEqual(at(13_060));
});
