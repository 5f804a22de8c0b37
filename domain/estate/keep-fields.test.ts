import { describe, expect, it } from 'vitest';
import { fieldsApart, withKept } from './keep-fields';

const declared = { key: 'dc-1', note: 'second floor', lans: [{ key: 'a' }, { key: 'b' }], tags: ['east'] };
const file = { key: 'dc-1', note: 'third floor', lans: [{ key: 'a' }], kind: 'data-centre', tags: ['east'] };

describe('a file beside what is declared', () => {
  it('is told field by field, a list as one', () => {
    expect(fieldsApart(declared, file).map(({ field }) => field)).toEqual(['note', 'lans', 'kind']);
    expect(fieldsApart(declared, { ...declared })).toEqual([]);
  });

  it('is taken but for what is to stay', () => {
    expect(withKept(file, declared, ['note', 'lans'])).toEqual({ ...file, note: 'second floor', lans: declared.lans });
    expect(withKept(file, declared, ['kind'])).toEqual({
      key: 'dc-1',
      note: 'third floor',
      lans: file.lans,
      tags: ['east'],
    });
    expect(fieldsApart(declared, withKept(file, declared, ['note', 'lans', 'kind']))).toEqual([]);
  });
});
