import { describe, expect, it } from 'vitest';
import { placeOfDifference } from './difference-place';

describe('where a difference leads', () => {
  it.each([
    ['vpc', 'vpc-1', undefined, '/network/vpcs/vpc-1'],
    ['physicalConnections', 'pc-1', undefined, '/network/circuits/pc-1'],
    ['node', 'c0|edge-1', undefined, '/clusters/nodes/c0%7Cedge-1'],
    ['route-entry', 'vtb-1|10.0.0.0/16|custom|ri-1', undefined, '/network/route-tables/vtb-1'],
    ['vbr', 'vbr-1', '2026-03-18T14:00:00.000Z', '/network/vbrs/vbr-1?at=2026-03-18T14%3A00%3A00.000Z'],
    ['sites', 'dc-1', '2026-03-18T14:00:00.000Z', '/sites/dc-1?at=2026-03-18T14%3A00%3A00.000Z'],
    ['reservation', 'default|10.9.0.0/16', undefined, '/ledger?q=10.9.0.0%2F16'],
    ['flows', 'a-to-b', undefined, undefined],
  ])('%s %s at %s', (kind, key, at, expected) => {
    expect(placeOfDifference(kind, key, at)).toBe(expected);
  });
});
