import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { levelOf, type BlockRole, type LedgerBlock } from './block';
import { readyLedger, type LedgerQuestion } from './ready-ledger';

const block = (role: BlockRole, prefix: string, site?: string): LedgerBlock => ({
  ...{ id: prefix, routingDomain: 'default', level: levelOf(role), role, state: 'declared' },
  prefix: parsePrefix(prefix),
  ...(site === undefined ? {} : { site, owner: { kind: 'site', key: site } }),
});
const small = [
  block('edge-pods', '10.0.0.0/8'),
  block('site-block', '10.0.0.0/16', 'dc-1'),
  block('node-pods', '10.0.0.0/25', 'dc-1'),
  block('host', '172.16.0.0/16', 'dc-2'),
];
const nodes = Array.from({ length: 300 }, (_, n) => block('node-pods', `10.0.${n >> 1}.${(n & 1) * 128}/25`, 'dc-1'));
const large = [...small.filter(({ role }) => role !== 'node-pods'), ...nodes];

const ask = (blocks: readonly LedgerBlock[], about: Partial<LedgerQuestion> = {}) =>
  readyLedger(blocks).page({ text: '', turned: [], page: 1, pageSize: 50, ...about });
const shown = (blocks: readonly LedgerBlock[], about: Partial<LedgerQuestion> = {}) =>
  ask(blocks, about).lines.map(({ block: { id }, open }) => `${id}${open === null ? '' : open ? ' open' : ' closed'}`);

describe('the ledger, looked at', () => {
  it('is shown whole while it is small, and closes what is turned', () => {
    expect(shown(small)).toEqual(['10.0.0.0/8 open', '10.0.0.0/16 open', '10.0.0.0/25', '172.16.0.0/16']);
    expect(shown(small, { turned: ['10.0.0.0/16'] })).toEqual([
      '10.0.0.0/8 open',
      '10.0.0.0/16 closed',
      '172.16.0.0/16',
    ]);
    expect(shown(small, { turned: ['10.0.0.0/8'] })).toEqual(['10.0.0.0/8 closed', '172.16.0.0/16']);
  });

  it('is shown by its upper level when it is large, and opens what is turned, a page at a time', () => {
    expect(shown(large)).toEqual(['10.0.0.0/8 closed', '172.16.0.0/16']);
    expect(shown(large, { turned: ['10.0.0.0/8'] })).toEqual([
      '10.0.0.0/8 open',
      '10.0.0.0/16 closed',
      '172.16.0.0/16',
    ]);
    const opened = { turned: ['10.0.0.0/8', '10.0.0.0/16'] };
    expect(ask(large, opened)).toMatchObject({ found: 303, all: 303, page: 1 });
    expect(shown(large, { ...opened, page: 99 }).at(-1)).toBe('172.16.0.0/16');
  });

  it('opens the parents of a block that is asked for, not the block', () => {
    expect(shown(large, { reveal: '10.0.0.0/16' })).toContain('10.0.0.0/16 closed');
    expect(shown(large, { reveal: 'nobody' })).toEqual(['10.0.0.0/8 closed', '172.16.0.0/16']);
  });

  it('turns to the page of a block that is asked for, in the tree and in what is left of it, unless a page is named', () => {
    const turned = (about: Partial<LedgerQuestion>) => {
      const { page, lines } = readyLedger(large).page({ text: '', turned: [], pageSize: 50, ...about });
      return [page, lines.some(({ block: { id } }) => id === about.reveal)];
    };
    const deep = '10.0.100.0/25';
    expect(turned({ reveal: deep })).toEqual([5, true]);
    expect(turned({ reveal: deep, turned: ['10.0.0.0/16'] })).toEqual([5, true]);
    expect(turned({ reveal: deep, sort: { column: 'prefix', descending: true } })).toEqual([3, true]);
    expect(turned({ reveal: deep, page: 1 })).toEqual([1, false]);
    expect(turned({ reveal: deep, text: 'dc-2' })).toEqual([1, false]);
    expect(turned({})).toEqual([1, false]);
  });

  it.each<[string, Partial<LedgerQuestion>, string[]]>([
    ['a text', { text: '10.0.7.9' }, ['10.0.0.0/8', '10.0.0.0/16', '10.0.7.0/25']],
    ['a site', { site: 'dc-2' }, ['172.16.0.0/16']],
    ['both', { site: 'dc-2', text: '10.0.7.9' }, []],
  ])('finds by %s whatever is closed', (_how, about, found) => {
    expect(shown(large, about)).toEqual(found);
  });

  it('sorts by a column, numbers by their size and what is unknown last', () => {
    const sort = (column: 'prefix' | 'site' | 'used', descending = false) =>
      shown(small, { sort: { column, descending } });
    expect(sort('prefix', true)[0]).toBe('172.16.0.0/16');
    expect(sort('site')).toEqual(['10.0.0.0/16', '10.0.0.0/25', '172.16.0.0/16', '10.0.0.0/8']);
    expect(sort('site', true).at(-1)).toBe('10.0.0.0/8');
    expect(sort('used').slice(0, 2)).toEqual(['10.0.0.0/16', '10.0.0.0/8']);
  });
});
