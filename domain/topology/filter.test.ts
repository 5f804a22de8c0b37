import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import { NOON, observedViewOf, seedFigure } from '@/domain/testing/seed-figure';
import { formatFilter, parseFilter } from './filter';
import { buildTopology } from './index';

describe('a filter', () => {
  it.each([
    ['', { words: [], statuses: [], kinds: [] }],
    ['  Rack  A ', { words: ['rack', 'a'], statuses: [], kinds: [] }],
    ['kind:vbr,pool status:broken x', { words: ['x'], statuses: ['broken'], kinds: ['vbr', 'pool'] }],
    ['kind:nothing status:', { words: ['kind:nothing', 'status:'], statuses: [], kinds: [] }],
  ])('%j is read', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });

  it('is written as it is read', () => {
    const text = 'rack kind:vbr,pool status:broken';
    expect(formatFilter(parseFilter(text))).toBe(text);
  });
});

describe('what is hidden', () => {
  const shown = (hide: string) => {
    const view = observedViewOf(seedFigure());
    return buildTopology(view, findFindings(view, NOON), { hide }).nodes.map((each) => each.id);
  };

  it('is gone with what stands in it, and boxes that hold something stay', () => {
    expect(shown('kind:pool')).toEqual(shown('').filter((id) => !/^(pool|node):/.test(id)));
    expect(shown('kind:lan')).toEqual(shown('').filter((id) => !id.startsWith('lan:')));
  });

  it('for its state stays as long as it holds something in another one', () => {
    expect(shown('status:healthy')).toEqual([]);
    expect(shown('status:broken')).toEqual(shown(''));
  });
});
