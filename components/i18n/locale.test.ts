import { describe, expect, it } from 'vitest';
import { negotiateLocale } from './locale';

describe('the language of a request', () => {
  it.each([
    ['en', 'zh-CN', 'en'],
    ['zh-CN', 'en', 'zh-CN'],
    ['fr', 'zh-CN', 'zh-CN'],
    [undefined, null, 'en'],
    [undefined, '', 'en'],
    [undefined, 'zh-TW,zh;q=0.9', 'zh-CN'],
    [undefined, 'ZH-hans-cn', 'zh-CN'],
    [undefined, 'fr, de;q=0.8', 'en'],
    [undefined, 'en;q=0.5, zh-CN;q=0.8', 'zh-CN'],
    [undefined, 'zh;q=0, en;q=0.1', 'en'],
    [undefined, 'fr-FR, zh;q=0.4, en;q=0.3', 'zh-CN'],
  ])('with the choice %s and Accept-Language "%s" is %s', (chosen, accepts, expected) => {
    expect(negotiateLocale(chosen, accepts)).toBe(expected);
  });
});
