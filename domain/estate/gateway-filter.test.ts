import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { isFiltered, passesFilters } from './gateway-filter';
import { GatewayFilter } from './gateway';

const PEER = '169.254.10.1';
const filter = (more: object) => GatewayFilter.parse({ peer: PEER, direction: 'in', ...more });
const passes = (filters: readonly GatewayFilter[] | undefined, prefix: string) =>
  passesFilters({ filters: filters && [...filters] }, { peer: PEER, direction: 'in' }, parsePrefix(prefix));
const rule = (text: string) => {
  const [action, prefix, ...rest] = text.split(' ');
  const number = (name: string) => (rest.includes(name) ? { [name]: Number(rest[rest.indexOf(name) + 1]) } : {});
  return { action, prefix, ...number('ge'), ...number('le'), ...number('sequence') };
};

describe('filters of a session', () => {
  it('let everything pass where there are none, or none for it', () => {
    expect(passes(undefined, '10.0.0.0/8')).toBe(true);
    expect(passes([filter({ peer: '192.0.2.1', permit: [] })], '10.0.0.0/8')).toBe(true);
    expect(passes([filter({ direction: 'out', permit: [] })], '10.0.0.0/8')).toBe(true);
    expect(isFiltered({ filters: [filter({ direction: 'out', permit: [] })] }, { peer: PEER, direction: 'in' })).toBe(
      false,
    );
  });

  it.each<[string, string, boolean]>([
    // As FRR's documentation of `ip prefix-list` has it.
    ['permit 10.0.0.0/8', '10.0.0.0/8', true],
    ['permit 10.0.0.0/8', '10.0.0.0/9', false],
    ['permit 10.0.0.0/8 le 24', '10.0.0.0/8', true],
    ['permit 10.0.0.0/8 le 24', '10.1.2.0/24', true],
    ['permit 10.0.0.0/8 le 24', '10.1.2.0/25', false],
    ['permit 10.0.0.0/8 ge 24', '10.0.0.0/8', false],
    ['permit 10.0.0.0/8 ge 24', '10.1.2.3/32', true],
    ['permit 10.0.0.0/8 ge 16 le 24', '10.1.0.0/16', true],
    ['permit 10.0.0.0/8 ge 16 le 24', '10.0.0.0/15', false],
    ['permit 10.0.0.0/8 le 24', '11.0.0.0/24', false],
    ['permit 10.0.0.0/8 le 24', '0.0.0.0/0', false],
    ['permit 0.0.0.0/0 le 32', '203.0.113.0/24', true],
    ['permit 0.0.0.0/0 le 32', '2001:db8::/32', false],
    ['permit ::/0 le 128', '2001:db8::/32', true],
    ['permit 2001:db8::/32 ge 48', '2001:db8:1::/48', true],
    ['deny 10.0.0.0/8', '10.0.0.0/8', false],
  ])('%s: %s %s', (line, prefix, expected) => {
    expect(passes([filter({ rules: [rule(line)] })], prefix)).toBe(expected);
  });

  it.each<[string, string[], boolean]>([
    ['the first that fits', ['deny 10.0.0.0/16', 'permit 10.0.0.0/8 le 32'], false],
    ['the lowest number first', ['permit 10.0.0.0/8 le 32 sequence 20', 'deny 10.0.0.0/16 sequence 10'], false],
    ['none: denied', ['permit 192.0.2.0/24'], false],
    ['no rule at all: denied', [], false],
    ['passes over what does not fit', ['deny 10.0.0.0/17', 'permit 10.0.0.0/16'], true],
  ])('rules are asked in order, %s', (_, lines, expected) => {
    expect(passes([filter({ rules: lines.map(rule) })], '10.0.0.0/16')).toBe(expected);
  });

  it('all must let a prefix pass', () => {
    const wide = filter({ name: 'wide', rules: [rule('permit 10.0.0.0/8 le 24')] });
    const narrow = filter({ name: 'narrow', permit: ['10.0.0.0/16'] });
    expect(passes([wide, narrow], '10.0.0.0/16')).toBe(true);
    expect(passes([wide, narrow], '10.1.0.0/16')).toBe(false);
    expect(passes([narrow, wide], '10.1.0.0/16')).toBe(false);
  });

  it('say what they permit, or are none', () => {
    expect(GatewayFilter.safeParse({ peer: PEER, direction: 'in' }).success).toBe(false);
  });
});
