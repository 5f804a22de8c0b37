import { describe, expect, it } from 'vitest';
import { typedLines, typedNumber, valueAt, withValue } from './fact-draft';

describe('a fact that is being typed', () => {
  it('is written and read by paths, and keeps what the form does not show', () => {
    const draft = withValue({ key: 'a', hidden: [1] }, 'title.en', 'Hangzhou');
    expect(draft).toEqual({ key: 'a', hidden: [1], title: { en: 'Hangzhou' } });
    expect(valueAt(draft, 'title.en')).toBe('Hangzhou');
    expect(valueAt(draft, 'title.zh')).toBeUndefined();
    expect(valueAt(draft, 'hidden.en')).toBeUndefined();
  });
  it('loses a group with its last value', () => {
    expect(withValue({ speaker: { asn: 1 } }, 'speaker.asn', undefined)).toEqual({});
    expect(withValue({ speaker: { asn: 1, nextHop: 'self' } }, 'speaker.asn', undefined)).toEqual({
      speaker: { nextHop: 'self' },
    });
  });
  it.each([
    ['65001', 65001],
    [' 65001', 65001],
    ['30.27', 30.27],
    ['-3', -3],
    ['65x', '65x'],
    ['', undefined],
  ])('takes %j for %j', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });
  it('reads a list line by line', () => {
    expect(typedLines(' a\n\n b \n')).toEqual(['a', 'b']);
    expect(typedLines('\n')).toBeUndefined();
  });
});
