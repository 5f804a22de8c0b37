import { describe, expect, it } from 'vitest';
import { nearest } from './nearest';

describe('the nearest candidate', () => {
  it.each([
    ['vSwtiches', 'vSwitches'],
    ['vswitches', 'vSwitches'],
    ['routeTable', 'routeTables'],
    ['prefixs', 'prefixes'],
    ['name', null],
    ['completely-else', null],
    ['', null],
    ['x'.repeat(5000), null],
  ])('to %s is %s', (text, expected) => {
    expect(nearest(text, ['prefixes', 'vSwitches', 'routeTables', 'site'])).toBe(expected);
  });

  it('is the closest of several', () => {
    expect(nearest('np-edge1', ['np-edge', 'np-edge2', 'np-edge12'])).toBe('np-edge');
  });
});
