import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { deniedPart } from './permits';

const range = (...prefixes: string[]) => RangeSet.of(prefixes.map(parsePrefix));
const denied = (permits: { from?: string; to?: string }[], source: string, destination: string) =>
  deniedPart(
    permits.map((each) => ({
      ...(each.from ? { from: parsePrefix(each.from) } : {}),
      ...(each.to ? { to: parsePrefix(each.to) } : {}),
    })),
    range(source),
    range(destination),
  ).toPrefixes();

describe('the part that permits deny', () => {
  it.each([
    ['no permits deny all', [], '10.0.0.0/8', '192.168.0.0/16', ['192.168.0.0/16']],
    ['a permit of anything denies nothing', [{}], '10.0.0.0/8', '192.168.0.0/16', []],
    [
      'two halves make a whole source',
      [{ from: '10.0.0.0/9' }, { from: '10.128.0.0/9' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
      [],
    ],
    ['half a source is not enough', [{ from: '10.0.0.0/9' }], '10.0.0.0/8', '192.168.0.0/16', ['192.168.0.0/16']],
    [
      'the rest of the destination stays denied',
      [{ to: '192.168.0.0/17' }],
      '10.0.0.0/8',
      '192.168.0.0/16',
      ['192.168.128.0/17'],
    ],
    [
      'one address can be all there is',
      [{ to: '192.168.0.1/32' }],
      '10.0.0.1/32',
      '192.168.0.0/31',
      ['192.168.0.0/32'],
    ],
    [
      'different sources for different halves do not add up',
      [
        { from: '10.0.0.0/9', to: '192.168.0.0/17' },
        { from: '10.128.0.0/9', to: '192.168.128.0/17' },
      ],
      '10.0.0.0/8',
      '192.168.0.0/16',
      ['192.168.0.0/16'],
    ],
  ])('%s', (_, permits, source, destination, expected) => {
    expect(denied(permits, source, destination)).toEqual(expected);
  });
});
