import { describe, expect, it } from 'vitest';
import { bestPaths, rankPaths, type PathMerits } from './best-path';

type Named = PathMerits & { name: string; sure: boolean };
const path = (name: string, more: Partial<Named> = {}): Named => ({ name, asPath: [64500], sure: true, ...more });
const names = (paths: readonly Named[]) => paths.map(({ name }) => name).sort();

describe('the best paths to a prefix', () => {
  it.each<[string, Named[], string[]]>([
    ['nothing', [], []],
    ['the only one', [path('a')], ['a']],
    ['equals together', [path('a'), path('b')], ['a', 'b']],
    [
      'the highest local preference, whatever the rest',
      [path('a', { localPreference: 200, asPath: [64500, 64501, 64502], med: 90 }), path('b')],
      ['a'],
    ],
    ['what says nothing has a preference of 100', [path('a', { localPreference: 99 }), path('b')], ['b']],
    ['the shortest AS path', [path('a', { asPath: [64500, 64500] }), path('b', { med: 90 })], ['b']],
    ['the lowest MED of one AS', [path('a', { med: 10 }), path('b', { med: 20 })], ['a']],
    ['what says nothing has the lowest MED', [path('a'), path('b', { med: 1 })], ['a']],
    [
      'MEDs of several AS are not compared',
      [path('a', { med: 10 }), path('b', { med: 20, asPath: [64501] })],
      ['a', 'b'],
    ],
    [
      'each AS by its own',
      [path('a', { med: 10 }), path('b', { med: 5, asPath: [64501] }), path('c', { med: 5 })],
      ['b', 'c'],
    ],
    ['within an AS the path is shorter', [path('a', { asPath: [] }), path('b')], ['a']],
  ])('%s', (_, paths, expected) => {
    expect(names(bestPaths(paths))).toEqual(expected);
    expect(names(bestPaths([...paths].reverse()))).toEqual(expected);
  });
});

describe('the order in which paths are fallen back to', () => {
  const ranks = (...paths: Named[]) =>
    Object.fromEntries([...rankPaths(paths)].map(([{ name }, rank]) => [name, rank]));

  it('is that of their merits', () => {
    const paths = [path('c', { med: 5 }), path('a', { localPreference: 200 }), path('b'), path('d', { med: 5 })];
    expect(ranks(...paths)).toEqual({ a: 0, b: 1, c: 2, d: 2 });
  });

  it('lets a path that may not be there displace none', () => {
    expect(ranks(path('a'), path('b', { localPreference: 200, sure: false }))).toEqual({ a: 0, b: 0 });
    expect(ranks(path('a', { localPreference: 200 }), path('b', { sure: false }))).toEqual({ a: 0, b: 1 });
    expect(ranks(path('a', { sure: false }), path('b', { sure: false, med: 9 }))).toEqual({ a: 0, b: 0 });
  });
});
