import { describe, expect, it } from 'vitest';
import { lineAt, rangeOfLine } from './lines';

const TEXT = 'sites:\n  - key: hz\n\n    kind: edge';

describe('a line of a file', () => {
  it.each([
    [1, 'sites:'],
    [2, '  - key: hz'],
    [3, ''],
    [4, '    kind: edge'],
    [0, 'sites:'],
    [9, '    kind: edge'],
  ])('%i is "%s"', (line, expected) => {
    const { start, end } = rangeOfLine(TEXT, line);
    expect(TEXT.slice(start, end)).toBe(expected);
  });

  it('is shown shortened where it is long', () => {
    expect(lineAt('x'.repeat(500), 1)).toBe(`${'x'.repeat(160)}…`);
  });
});
