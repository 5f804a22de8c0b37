import { describe, expect, it } from 'vitest';
import { pageOfDrawn } from './places';

describe('the page of something that is drawn', () => {
  it.each([
    [{ kind: 'vbr', key: 'vbr-1' }, '/network/vbrs/vbr-1'],
    [{ kind: 'node', key: 'c0|edge-1', parent: 'pool:np' }, '/clusters/nodes/c0%7Cedge-1'],
    [{ kind: 'site', key: 'dc-hz1' }, '/sites/dc-hz1'],
    [{ kind: 'region', key: 'cn-hangzhou' }, '/sites/cn-hangzhou'],
    [{ kind: 'site', key: '' }, undefined],
    [{ kind: 'lan', key: 'dc-hz1/rack-a', parent: 'site:dc-hz1' }, '/sites/dc-hz1?tab=lans'],
    [{ kind: 'transit-router', key: 'tr-1' }, undefined],
  ] as const)('of %j is %s', (drawn, page) => {
    expect(pageOfDrawn(drawn)).toBe(page);
  });

  it('is asked for at the moment that is looked at', () => {
    const at = '2026-03-18T14:00:00.000Z';
    expect(pageOfDrawn({ kind: 'vbr', key: 'vbr-1' }, at)).toBe(`/network/vbrs/vbr-1?at=${encodeURIComponent(at)}`);
  });
});
