import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { levelOf, type BlockRole, type LedgerBlock } from './block';
import { roomFor } from './offer';

const block = (role: BlockRole, prefix: string, site?: string): LedgerBlock => ({
  ...{ id: prefix, routingDomain: 'default', level: levelOf(role), role, state: 'declared' },
  prefix: parsePrefix(prefix),
  ...(site === undefined ? {} : { site }),
});
const blocks = [
  block('host', '172.16.0.0/16', 'dc-1'),
  block('host', '172.20.0.0/16', 'dc-2'),
  block('lan', '172.20.0.0/24', 'dc-2'),
  block('edge-pods', '10.0.0.0/16'),
];

describe('room for a new block', () => {
  it.each([
    ['a LAN in the hosts of its site', { role: 'lan', site: 'dc-2', length: 24 }, '172.20.1.0/24'],
    ['a LAN of no site in the first hosts', { role: 'lan', length: 24 }, '172.16.0.0/24'],
    ['a LAN where it is asked for', { role: 'lan', within: '172.20.0.0/16', length: 25 }, '172.20.1.0/25'],
    ['a site block in an edge range', { role: 'site-block', length: 18 }, '10.0.0.0/18'],
    ['hosts in private ranges', { role: 'host', length: 16 }, '10.1.0.0/16'],
    ['nothing without a length', { role: 'host' }, null],
    ['nothing for a length that is too short', { role: 'lan', length: 8 }, null],
  ] as const)('is found for %s', (_what, wanted, next) => {
    expect(roomFor(blocks, wanted).next).toBe(next);
  });

  it('is nowhere without a parent', () => {
    expect(roomFor([], { role: 'lan', length: 24 })).toEqual({ parents: [], within: undefined, next: null });
  });
});
