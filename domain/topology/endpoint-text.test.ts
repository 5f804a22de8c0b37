import { describe, expect, it } from 'vitest';
import { indexEstate } from '@/domain/routing/estate-index';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { endpointOf } from './endpoint-text';

describe('what somebody types as an end of a path', () => {
  const index = indexEstate(viewOf(seedFigure()));

  it.each([
    ['np-edge', { pool: 'np-edge' }],
    ['dc-hz1', { site: 'dc-hz1' }],
    [' 10.0.0.0/24 ', { prefix: '10.0.0.0/24' }],
    ['10.0.0.5', { prefix: '10.0.0.5/32' }],
    ['2001:db8::5', { prefix: '2001:db8::5/128' }],
    ['dc-hz1/rack-a', { prefix: '172.16.10.0/24' }],
    ['vsw-bp1podi', { prefix: '192.168.64.0/19' }],
    ['edge-hz1-a1', { prefix: '172.16.10.11/32' }],
    ['10.0.0.5/24', null],
    ['nowhere', null],
    ['', null],
  ])('%j is %o', (text, endpoint) => {
    expect(endpointOf(index, text)).toEqual(endpoint);
  });
});
