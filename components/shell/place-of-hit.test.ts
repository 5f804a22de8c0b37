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
    ['router-interface', 'ri-a', 'vpc:vpc-a', '/network/vpcs/vpc-a'],
    ['router-interface', 'ri-b', 'vbr:vbr-a', '/network/vbrs/vbr-a'],
    ['security-group', 'sg-a', 'vpc-a', '/network/vpcs/vpc-a?tab=config'],
    ['gateway-peer', 'gw-a|172.16.0.2', 'gw-a', '/network/gateways/gw-a?tab=gateway-peer&q=172.16.0.2'],
    ['gateway-route', 'gw-a|10.0.0.0/16', 'gw-a', '/network/gateways/gw-a?tab=gateway-route&q=10.0.0.0%2F16'],
    ['daemon-set', 'c0|kube-system|terway', undefined, '/clusters/daemon-sets/c0%7Ckube-system%7Cterway'],
    ['reservation', 'r1|10.9.0.0/16', undefined, '/ledger?q=10.9.0.0%2F16'],
    ['source', 'hz', undefined, '/settings/sources?q=hz'],
    ['node', 'edge-1', 'c0', '/clusters/nodes/c0%7Cedge-1'],
    ['lan', 'dc-a/rack', 'dc-a', '/sites/dc-a?tab=lans'],
    ['site-block', 'c0|10.0.0.0/18', 'c0', '/ledger?q=10.0.0.0%2F18'],
    ['finding', 'bfd-off', 'bgp-peer:bgp-a', '/findings?object=bgp-a'],
  ])('%s %s within %s', (kind, key, within, expected) => {
    expect(placeOfHit({ kind, key, ...(within === undefined ? {} : { within }) })).toBe(expected);
  });

  it.each<[SearchKind, string, string]>([
    ['vpc', 'vpc-a', '/network/vpcs/vpc-a?at=2026-03-18T14%3A00%3A00.000Z'],
    [
      'route',
      'vtb-a|10.0.0.0/16',
      '/network/route-tables/vtb-a?tab=route&q=10.0.0.0%2F16&at=2026-03-18T14%3A00%3A00.000Z',
    ],
    ['change', '7', '/changes/7'],
  ])('%s %s found in the past', (kind, key, expected) => {
    expect(placeOfHit({ kind, key }, '2026-03-18T14:00:00.000Z')).toBe(expected);
  });
});
