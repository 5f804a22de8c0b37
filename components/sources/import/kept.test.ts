import { expect, it } from 'vitest';
import { isKept, isKeptWhole, keptFields, withField, type Kept } from './kept';

const fact = {
  section: 'sites',
  key: 'dc-1',
  before: { note: 'a', tags: ['x'], kind: 'data-centre' },
  after: { note: 'b', tags: ['y'], kind: 'data-centre' },
};

it('fields are kept and taken one by one, and a fact of which nothing is taken is as it was', () => {
  const none: Kept = {};
  const note = withField(none, fact, 'note', true);
  expect([isKept(note, fact, 'note'), isKept(note, fact, 'tags'), isKeptWhole(note, fact)]).toEqual([
    true,
    false,
    false,
  ]);
  const both = withField(note, fact, 'tags', true);
  expect(isKeptWhole(both, fact)).toBe(true);
  expect(keptFields(both)).toEqual([{ section: 'sites', key: 'dc-1', fields: ['note', 'tags'] }]);
  const again = withField(withField(both, fact, 'tags', false), fact, 'note', false);
  expect([isKeptWhole(again, fact), keptFields(again)]).toEqual([false, []]);
});
