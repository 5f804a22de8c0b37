import { describe, expect, it } from 'vitest';
import type { SearchKind } from '@/domain/search/index-of';
import { placeOfHit } from './place-of-hit';

describe('where what was found leads', () => {
  it.each<[SearchKind, string, string | undefined, string]>([
    ['vpc', 'vpc-a', undefined, '/network/vpcs/vpc-a'],
    ['v-switch', 'vsw-a', 'vpc-a', '/network/v-switches/vsw-a'],
    ['route-table', 'vtb-a', 'vpc-a', '/network/route-tables/vtb-a'],
    ['route', 'vtb-a|10.0.0.0/16', 'vpc-a', '/network/route-tables/vtb-a?tab=route&q=10.0.0.0%2F16'],
    ['bgp-peer', 'bgp-a', 'vbr-a', '/network/bgp/bgp-a'],
    ['node', 'edge-1', 'c0', '/clusters/nodes/c0%7Cedge-1'],
    ['lan', 'dc-a/rack', 'dc-a', '/sites/dc-a?tab=lans'],
    ['site-block', 'c0|10.0.0.0/18', 'c0', '/ledger?q=10.0.0.0%2F18'],
    ['finding', 'bfd-off', 'bgp-peer:bgp-a', '/findings?object=bgp-a'],
  ])('%s %s within %s', (kind, key, within, expected) => {
    expect(placeOfHit({ kind, key, ...(within === undefined ? {} : { within }) })).toBe(expected);
  });
});
