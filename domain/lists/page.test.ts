import { describe, expect, it } from 'vitest';
import type { GraphStatus } from '@/domain/topology/graph';
import type { ListRow } from './list';
import { readyList, type ListQuery } from './page';

const row = (key: string, status: GraphStatus, nodes: number | null, site: string | null = null): ListRow => ({
  kind: 'node-pool',
  id: key,
  key,
  status,
  within: [],
  cells: { nodes, site },
});
const list = readyList([
  row('np-10', 'healthy', 3, 'dc-a'),
  row('np-9', 'broken', null, 'dc-b'),
  row('np-1', 'unknown', 20, 'dc-a'),
  { ...row('np-2', 'warning', 3), title: { en: 'Assembly', zh: '总装' } },
]);
const ask = (query: Partial<ListQuery>) => list.page({ text: '', statuses: [], page: 1, pageSize: 50, ...query });
const keys = (query: Partial<ListQuery>) => ask(query).rows.map((each) => each.key);
const by = (column: 'nodes' | 'status' | 'title' | 'key', descending = false) => ({ sort: { column, descending } });

describe('one page of a list', () => {
  it.each<[string, Partial<ListQuery>, string[]]>([
    ['is in the order of numbers within keys', {}, ['np-1', 'np-2', 'np-9', 'np-10']],
    ['goes backwards', by('key', true), ['np-10', 'np-9', 'np-2', 'np-1']],
    ['sorts by a count, then by key, unknown last', by('nodes'), ['np-2', 'np-10', 'np-1', 'np-9']],
    ['keeps the unknown last when it goes backwards', by('nodes', true), ['np-1', 'np-2', 'np-10', 'np-9']],
    ['sorts statuses from worst to best', by('status'), ['np-9', 'np-2', 'np-1', 'np-10']],
    ['sorts by titles', by('title'), ['np-2', 'np-1', 'np-9', 'np-10']],
    ['finds every word in any cell', { text: 'DC-A np-1' }, ['np-1', 'np-10']],
    ['finds a title in the other language', { text: '总装' }, ['np-2']],
    ['finds nothing', { text: 'nowhere' }, []],
    ['keeps the chosen statuses', { statuses: ['broken', 'warning'] }, ['np-2', 'np-9']],
    ['is cut', { page: 2, pageSize: 3 }, ['np-10']],
    ['beyond the last is the last', { page: 99, pageSize: 3 }, ['np-10']],
  ])('%s', (_, query, expected) => {
    expect(keys(query)).toEqual(expected);
  });

  it('says how many there are, how many are left, and how many of each status the text leaves', () => {
    expect(ask({ text: 'dc-a', statuses: ['healthy'] })).toMatchObject({
      all: 4,
      found: 1,
      page: 1,
      counts: { healthy: 1, unknown: 1, broken: 0, warning: 0, changing: 0 },
    });
    expect(ask({ text: 'nowhere', page: 7 })).toMatchObject({ found: 0, page: 1 });
  });
});
