import { describe, expect, it } from 'vitest';
import { indexEstate } from '@/domain/routing/estate-index';
import { endpointOf } from '@/domain/topology/endpoint-text';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { proposeEnds } from './ends';

const index = indexEstate(viewOf(seedFigure()));
const proposed = (typed: string, limit = 10) =>
  proposeEnds(index, typed, limit).map(({ kind, text }) => `${kind} ${text}`);

describe('what may be meant by an end of a path', () => {
  it.each([
    ['the key of a pool', 'np-ed', ['pool np-edge']],
    ['a site, by its title in either language', '华东1', ['site cn-hangzhou']],
    ['a LAN, as its range', 'rack-a', ['lan 172.16.10.0/24']],
    ['a node, as its address or as its pods', 'edge-hz1-a1', ['node 172.16.10.11', 'pods 10.0.0.0/25']],
    ['a vSwitch, as its range', 'vsw-bp1podi', ['v-switch 192.168.64.0/19']],
    ['an address nobody has', '192.0.2.7', ['typed 192.0.2.7']],
    ['a range, and what begins like it', '172.16.10.0/24', ['typed 172.16.10.0/24', 'lan 172.16.10.0/24']],
    ['nothing', 'no-such-thing', []],
  ])('%s', (_what, typed, expected) => expect(proposed(typed)).toEqual(expected));

  it('names that begin so stand before names that hold it', () => {
    const [first] = proposed('172.16.10.1');
    expect(first).toBe('typed 172.16.10.1');
    expect(proposed('hz1')[0]).toMatch(/^(site dc-hz1|node |pods |lan )/);
  });

  it('before anything is typed, what there is, and never more than is wanted', () => {
    expect(proposed('', 3)).toHaveLength(3);
    expect(proposed('')[0]).toBe('site cn-hangzhou');
  });

  it('whatever is proposed can be asked', () => {
    for (const { text } of proposeEnds(index, '', 100)) expect(endpointOf(index, text)).not.toBeNull();
  });
});
