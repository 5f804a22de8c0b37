import { describe, expect, it } from 'vitest';
import type { PartFreshness } from '@/domain/estate/view';
import { findingKey, type Finding } from './finding';
import { compareFindings, type FindingRecord } from './finding-record';

const finding = (key: string, params: Finding['params'] = {}): Finding => {
  const subject = { kind: 'vbr', key } as const;
  return { code: 'F01', kind: 'vbr-route-missing', severity: 'error', owner: 'cloud', subject, params, flows: [] };
};
const record = (each: Finding, gone = false): FindingRecord => ({ key: findingKey(each), finding: each, gone });
const part = (kind: PartFreshness['kind'], stale: boolean, within?: string): PartFreshness => {
  return { source: 'cloud', kind, stale, observedAt: null, ...(within ? { within } : {}) };
};
const fresh = { parts: [part('vbr', false)] };

describe('what has become of findings since the last look', () => {
  it('appeared, stayed, gone and back again', () => {
    const known = [record(finding('stays')), record(finding('goes')), record(finding('comes-back'), true)];
    const moves = compareFindings(fresh, known, [finding('stays'), finding('comes-back'), finding('new')]);
    expect(moves.appeared.map((each) => each.subject.key)).toEqual(['new']);
    expect(moves.returned.map((each) => each.subject.key)).toEqual(['comes-back']);
    expect(moves.gone).toEqual([findingKey(finding('goes'))]);
    expect(moves.reworded).toEqual([]);
  });

  it('the same with another figure is not another finding', () => {
    const moves = compareFindings(fresh, [record(finding('vbr-1', { used: 80 }))], [finding('vbr-1', { used: 90 })]);
    expect(moves).toMatchObject({ appeared: [], returned: [], gone: [] });
    expect(moves.reworded).toHaveLength(1);
  });

  it.each([
    ['of its kind', part('route-entry', true), []],
    ['within the table it names', part('route-entry', true, 'vtb-1'), []],
    ['of another table', part('route-entry', true, 'vtb-2'), ['gone']],
    ['of another kind', part('gateway-peer', true), ['gone']],
  ])('is not gone while the part %s is silent', (_which, silent, expected) => {
    const known = [record(finding('vbr-1', { routeTable: 'vtb-1' }))];
    const { gone } = compareFindings({ parts: [...fresh.parts, silent] }, known, []);
    expect(gone.map(() => 'gone')).toEqual(expected);
  });

  it('said twice by a rule it is one', () => {
    expect(compareFindings(fresh, [], [finding('a'), finding('a')]).appeared).toHaveLength(1);
  });
});
