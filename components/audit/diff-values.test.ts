import { describe, expect, it } from 'vitest';
import { byRecord, diffValues } from './diff-values';

describe('the difference of two values', () => {
  it('is nothing between equals, whatever the order of their fields', () => {
    expect(diffValues({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 })).toEqual([]);
    expect(diffValues(null, undefined)).toEqual([]);
  });

  it('names each field with what it was and what it is', () => {
    expect(diffValues({ readOnly: true, name: 'hz' }, { readOnly: false, name: 'hz' })).toEqual([
      { record: null, path: 'readOnly', before: 'true', after: 'false' },
    ]);
  });

  it('reaches into nested fields', () => {
    expect(diffValues({ guard: { seconds: 60 } }, { guard: { seconds: 90 } })).toEqual([
      { record: null, path: 'guard · seconds', before: '60', after: '90' },
    ]);
  });

  it('shows a new object field by field', () => {
    expect(diffValues(null, { role: 'admin', siteKey: null })).toEqual([
      { record: null, path: 'role', after: 'admin' },
    ]);
  });

  it('shows what is gone', () => {
    expect(diffValues({ role: 'admin' }, null)).toEqual([{ record: null, path: 'role', before: 'admin' }]);
  });

  it('takes rows of a table by what they say, not by where they stand', () => {
    expect(
      diffValues(['10.0.0.0/8 → ri-1', '10.1.0.0/16 → ri-1'], ['10.1.0.0/16 → ri-1', '10.2.0.0/16 → ri-1']),
    ).toEqual([
      { record: null, path: '', before: '10.0.0.0/8 → ri-1' },
      { record: null, path: '', after: '10.2.0.0/16 → ri-1' },
    ]);
  });

  it('shows a row that appears in an empty table', () => {
    expect(diffValues([], ['172.16.0.0/16 → ri-1'])).toEqual([
      { record: null, path: '', after: '172.16.0.0/16 → ri-1' },
    ]);
  });

  it('finds the same record in both lists by kind and key, and says what changed within it', () => {
    const entry = (key: string, status: string) => ({ kind: 'route-entry', key, attributes: { status } });
    expect(
      diffValues(
        [entry('r1', 'available'), entry('r2', 'available')],
        [entry('r2', 'pending'), entry('r1', 'available')],
      ),
    ).toEqual([{ record: 'route-entry r2', path: 'status', before: 'available', after: 'pending' }]);
  });

  it('counts records without a name by their place', () => {
    expect(diffValues([{ prefix: 'a' }], [{ prefix: 'b' }])).toEqual([
      { record: null, path: '1 · prefix', before: 'a', after: 'b' },
    ]);
  });

  it('shows a value that changed its type as a whole', () => {
    expect(diffValues({ at: 'x' }, { at: { y: 1 } })).toEqual([
      { record: null, path: 'at', before: 'x', after: '{"y":1}' },
    ]);
  });

  it('takes records as they are called when only one side has any', () => {
    const site = { section: 'sites', key: 'hz', attributes: { kind: 'data-centre' } };
    expect(diffValues([], [site])).toEqual([{ record: 'sites hz', path: 'kind', after: 'data-centre' }]);
  });

  it('keeps the fields of one record together', () => {
    const diff = diffValues(null, [
      { kind: 'vbr', key: 'a', attributes: { vlanId: 1, status: 'active' } },
      { kind: 'vbr', key: 'b', attributes: { vlanId: 2 } },
    ]);
    expect(byRecord(diff).map(({ record, fields }) => [record, fields.map(({ path }) => path)])).toEqual([
      ['vbr a', ['vlanId', 'status']],
      ['vbr b', ['vlanId']],
    ]);
  });
});
