import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { sortByPermits, type Block } from './permits';

const range = (...prefixes: string[]) => RangeSet.of(prefixes.map(parsePrefix));
const sorted = (permits: { from?: string; to?: string }[], source: string, destination: string) =>
  sortByPermits(
    permits.map((each) => ({
      ...(each.from ? { from: parsePrefix(each.from) } : {}),
      ...(each.to ? { to: parsePrefix(each.to) } : {}),
    })),
    { source: range(source), destination: range(destination) },
  );
const text = (blocks: readonly Block[]) =>
  blocks.map((each) => `${each.source.toPrefixes().join(' ')} > ${each.destination.toPrefixes().join(' ')}`);

describe('what permits deny', () => {
  it.each([
    ['no permits deny all', [], '10.0.0.0/8', '192.168.0.0/16', ['10.0.0.0/8 > 192.168.0.0/16']],
    ['a permit of anything denies nothing', [{}], '10.0.0.0/8', '192.168.0.0/16', []],
    [
      'two halves make a whole source',
      [{ from: '10.0.0.0/9' }, { from: '10.128.0.0/9' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
      [],
    ],
    [
      'the other half of a source stays denied',
      [{ from: '10.0.0.0/9' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
      ['10.128.0.0/9 > 192.168.0.0/16'],
    ],
    [
      'the rest of the destination stays denied',
      [{ to: '192.168.0.0/17' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
      ['10.0.0.0/8 > 192.168.128.0/17'],
    ],
    [
      'one address can be all there is',
      [{ to: '192.168.0.1/32' }],
      '10.0.0.1/32',
      '192.168.0.0/31',
      ['10.0.0.1/32 > 192.168.0.0/32'],
    ],
    [
      'different sources for different halves do not add up',
      [
        { from: '10.0.0.0/9', to: '192.168.0.0/17' },
        { from: '10.128.0.0/9', to: '192.168.128.0/17' },
      ],
      '10.0.0.0/8',
      '192.168.0.0/16',
      ['10.128.0.0/9 > 192.168.0.0/17', '10.0.0.0/9 > 192.168.128.0/17'],
    ],
  ])('%s', (_, permits, source, destination, expected) => {
    expect(text(sorted(permits, source, destination).denied)).toEqual(expected);
  });

  it('and what they let through make up the whole, and do not overlap', () => {
    const { allowed, denied } = sorted(
      [{ from: '10.0.0.0/9', to: '192.168.0.0/17' }, { to: '192.168.64.0/18' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
    );
    const size = (blocks: readonly Block[]) =>
      blocks.reduce((sum, each) => sum + each.source.size * each.destination.size, 0n);
    expect(text(allowed)).toEqual(['10.0.0.0/8 > 192.168.64.0/18', '10.0.0.0/9 > 192.168.0.0/18']);
    expect(size(allowed) + size(denied)).toBe(range('10.0.0.0/8').size * range('192.168.0.0/16').size);
  });
});
