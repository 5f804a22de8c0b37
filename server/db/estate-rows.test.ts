import { describe, expect, it, vi } from 'vitest';
import type { Database } from './client';
import { readRows } from './estate-rows';

/** A database with one page of a row for each source, or what goes wrong instead. */
function databaseOf(pages: readonly (string | Error)[]) {
  const answers = pages.map((page) => async () => {
    if (page instanceof Error) throw page;
    return [{ rows: JSON.stringify([['vbr', page, '', { status: 'active' }, '']]) }];
  });
  const ask = vi.fn(() => answers.shift()!());
  const findMany = async () => pages.map((_, at) => ({ id: `source-${at}` }));
  return { ask, db: { source: { findMany }, $queryRaw: ask } as unknown as Database };
}

const keysIn = (page: readonly { key: string }[]) => page.map(({ key }) => key);

describe('rows that are read page by page', () => {
  it('are those of one source after the other, and the next page is asked for before one is handed over', async () => {
    const { db, ask } = databaseOf(['a', 'b', 'c']);
    const asked: [readonly string[], number][] = [];
    for await (const page of readRows(db)) asked.push([keysIn(page), ask.mock.calls.length]);
    expect(asked).toEqual([
      [['a'], 2],
      [['b'], 3],
      [['c'], 3],
    ]);
  });

  it('say what went wrong with a page when it is its turn', async () => {
    const rows = readRows(databaseOf(['a', new Error('gone')]).db);
    expect(keysIn((await rows.next()).value ?? [])).toEqual(['a']);
    await new Promise(setImmediate);
    await expect(rows.next()).rejects.toThrow('gone');
  });

  it('leave no question under way when nobody takes the rest', async () => {
    const { db, ask } = databaseOf(['a', new Error('gone'), 'c']);
    for await (const page of readRows(db)) {
      expect(keysIn(page)).toEqual(['a']);
      break;
    }
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
