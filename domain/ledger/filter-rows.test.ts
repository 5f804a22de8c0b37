import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { levelOf, type BlockRole, type LedgerBlock } from './block';
import { filterRows } from './filter-rows';
import { treeOf } from './tree';

const block = (role: BlockRole, prefix: string, key: string): LedgerBlock => ({
  id: prefix,
  routingDomain: 'default',
  level: levelOf(role),
  prefix: parsePrefix(prefix),
  role,
  state: 'declared',
  owner: { kind: 'site', key },
});
const rows = treeOf([
  block('host', '172.16.0.0/16', 'dc-1'),
  block('lan', '172.16.10.0/24', 'dc-1/rack-a'),
  block('host', '10.9.0.0/16', 'dc-2'),
]);

describe('filtering the ledger', () => {
  it.each([
    ['', ['10.9.0.0/16', '172.16.0.0/16', '172.16.10.0/24']],
    ['dc-1', ['172.16.0.0/16', '172.16.10.0/24']],
    ['rack lan', ['172.16.10.0/24']],
    ['172.16.10.7', ['172.16.0.0/16', '172.16.10.0/24']],
    ['172.16.0.0/12', ['172.16.0.0/16', '172.16.10.0/24']],
    ['172.16.11.0/24', ['172.16.0.0/16']],
    ['172.16', ['172.16.0.0/16', '172.16.10.0/24']],
    ['nobody', []],
  ])('by %j leaves %j', (typed, left) => {
    expect(filterRows(rows, typed).map((row) => row.block.prefix)).toEqual(left);
  });
});
