import { describe, expect, it } from 'vitest';
import { nameOfDifference } from './name-of-difference';

describe('what a moved object is called', () => {
  it.each([
    ['vpc', 'vpc-1', { name: 'vpc-1' }],
    ['reservation', 'default|10.9.0.0/16', { name: '10.9.0.0/16' }],
    ['reservation', 'lab|10.9.0.0/16', { name: '10.9.0.0/16', within: 'lab' }],
    ['flows', 'a|b', { name: 'a|b' }],
    ['node', 'c0|edge-1', { name: 'edge-1', within: 'c0' }],
    ['daemon-set', 'c0|kube-system|terway', { name: 'kube-system/terway', within: 'c0' }],
    [
      'route-entry',
      'vtb-1|10.0.0.0/16|custom|ri-1+ri-2',
      { name: '10.0.0.0/16', within: 'vtb-1', detail: { word: 'via', what: 'ri-1, ri-2' } },
    ],
    ['gateway-route', 'gw-1|10.0.0.0/16|local|-|-', { name: '10.0.0.0/16', within: 'gw-1' }],
    [
      'gateway-route',
      'gw-1|10.0.0.0/25|bgp|172.16.10.11|172.16.10.12',
      { name: '10.0.0.0/25', within: 'gw-1', detail: { word: 'via', what: '172.16.10.12' } },
    ],
    [
      'gateway-path',
      'gw-1|172.16.10.11|advertised|10.0.0.0/18|172.16.10.1',
      { name: '10.0.0.0/18', within: 'gw-1', detail: { word: 'advertised', what: '172.16.10.11' } },
    ],
    ['gateway-path', 'gw-1|172.16.10.11', { name: 'gw-1|172.16.10.11', within: 'gw-1' }],
  ])('%s %s', (kind, key, expected) => {
    expect(nameOfDifference(kind, key)).toEqual(expected);
  });
});
