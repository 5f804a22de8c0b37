import fc from 'fast-check';

/** Texts that a careless writer of YAML turns into something else: booleans, numbers, comments, anchors, blank edges. */
const TREACHEROUS = [
  'no',
  'true',
  'null',
  '~',
  '1e3',
  '0x1f',
  '010',
  '1.10',
  '2025-03-04',
  '12:30:45',
  '- item',
  '# remark',
  'a: b',
  '&anchor',
  '*alias',
  '!tag',
  '%directive',
  '"quoted"',
  "it's",
  ' edges ',
  'line one\nline two\n',
  '\ttab',
  '<<',
  '---',
  '{}',
  '[]',
  '',
  '=',
  '__proto__',
  '专线（杭州）',
  '🛣️',
  '\u0000\u001b[31m',
  '\u2028',
];

/** Free text as sources and people give it. */
export const freeText = fc.oneof(fc.constantFrom(...TREACHEROUS), fc.string({ unit: 'grapheme', maxLength: 20 }));

export const title = fc.record({ en: freeText, zh: freeText }, { requiredKeys: [] });

/** Present or left out: unknown is a value of everything that is optional. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 3 });
}
