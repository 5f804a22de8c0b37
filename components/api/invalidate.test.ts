import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { invalidateFor } from './invalidate';

const key = (path: string) => [path.split('.'), { input: {}, type: 'query' }];
const ALL = [
  'changes.list',
  'changes.get',
  'changes.reach',
  'changes.choices',
  'estate.list',
  'estate.silence',
  'frame.read',
  'sources.list',
  'audit.list',
  'audit.verify',
  'audit.ofChange',
  'people.me',
  'settings.appliesStopped',
];

describe('what an event makes old', () => {
  let client: QueryClient;
  beforeEach(() => {
    client = new QueryClient();
    for (const path of ALL) client.setQueryData(key(path), {});
  });
  const old = () => ALL.filter((path) => client.getQueryState(key(path))?.isInvalidated);

  it.each([
    ['change', ['changes.list', 'changes.get', 'changes.reach', 'changes.choices', 'frame.read', 'audit.ofChange']],
    ['source', ['estate.silence', 'frame.read', 'sources.list']],
    ['estate', ['changes.reach', 'changes.choices', 'estate.list', 'estate.silence', 'frame.read']],
    ['audit', ['audit.list', 'audit.ofChange']],
    ['person', ['changes.list', 'changes.get', 'changes.reach', 'changes.choices', 'frame.read', 'people.me']],
    [
      'setting',
      ['changes.list', 'changes.get', 'changes.reach', 'changes.choices', 'frame.read', 'settings.appliesStopped'],
    ],
    ['of another version', []],
  ])('%s: %j', (topic, expected) => {
    invalidateFor({ kind: 'changed', topics: { [topic]: ['x'] } }, client);
    expect(old()).toEqual(expected);
  });

  it('everything after something was missed, nothing when it begins', () => {
    invalidateFor({ kind: 'connected' }, client);
    expect(old()).toEqual([]);
    invalidateFor({ kind: 'resync' }, client);
    expect(old()).toEqual(ALL);
  });
});
