import { describe, expect, it } from 'vitest';
import { historyOf, pageAfter } from './step-of';

describe('a move of what is looked at', () => {
  it.each([
    ['choosing something', { node: 'vbr:vbr-1', tab: null }, 'push', {}],
    ['opening a box', { toggled: ['site:a'] }, 'push', {}],
    ['going to another moment', { at: new Date(1) }, 'push', { page: null }],
    ['a letter that is typed', { find: 'v' }, 'replace', { page: null }],
    ['what was found and chosen', { find: null, node: 'vbr:vbr-1' }, 'push', { page: null }],
    ['another tab of the inspector', { tab: 'config' }, 'replace', {}],
    ['another order of the table', { sort: '-name' }, 'replace', { page: null }],
    ['another page of it', { page: 2 }, 'replace', {}],
  ])('%s', (_, to, history, page) => {
    expect([historyOf(to), pageAfter(to)]).toEqual([history, page]);
  });
});
