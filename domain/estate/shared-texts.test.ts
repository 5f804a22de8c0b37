import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedTexts } from './shared-texts';

describe('texts that are shared', () => {
  it('say the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(new SharedTexts().of(plain)).toStrictEqual(plain);
      }),
    );
  });

  it('are one list where several rows name the same, told apart by what is in it', () => {
    const texts = new SharedTexts();
    const [a, b, c] = [
      [65001, 64512],
      [65001, 64512],
      ['65001', '64512'],
    ].map((asPath) => texts.of({ asPath }));
    expect(a!.asPath).toBe(b!.asPath);
    expect(c).toEqual({ asPath: ['65001', '64512'] });
  });
});
