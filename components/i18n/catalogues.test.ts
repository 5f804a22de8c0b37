import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { argumentsOf } from './icu-arguments';
import { zhCN } from './zh-CN';

/** Names that are written alike in both languages. Acronyms (BGP, VLAN ID) need no entry. */
const sameInBoth = new Set(['Causeway', 'English', 'Pod', 'AccessKey ID', 'AccessKey Secret']);

type Sentence = { key: string; text: string };

function sentences(tree: object, path = ''): Sentence[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const key = path ? `${path}.${name}` : name;
    if (typeof value === 'string') return [{ key, text: value }];
    if (typeof value === 'object' && value !== null) return sentences(value, key);
    throw new Error(`${key} is neither a sentence nor a group of sentences`);
  });
}

const english = sentences(en);
const chinese = new Map(sentences(zhCN).map(({ key, text }) => [key, text]));

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual(english.map(({ key }) => key).sort());
  });

  it('leave no sentence empty', () => {
    const empty = [...english, ...[...chinese].map(([key, text]) => ({ key: `zh-CN ${key}`, text }))].filter(
      ({ text }) => text.trim() === '',
    );
    expect(empty.map(({ key }) => key)).toEqual([]);
  });

  it('take the same arguments and tags in both languages', () => {
    const differing = english
      .map(({ key, text }) => ({ key, en: argumentsOf(text), zh: argumentsOf(chinese.get(key) ?? '') }))
      .filter((each) => each.en.join() !== each.zh.join());
    expect(differing).toEqual([]);
  });

  it.each([
    ['en', en],
    ['zh-CN', zhCN],
  ] as const)('can all be said in %s', (locale, messages) => {
    const faults: string[] = [];
    const t = createTranslator({
      locale,
      messages: { all: messages },
      timeZone: 'UTC',
      onError: (error) => faults.push(error.message),
    });
    const say: (key: string, values: Record<string, unknown>) => unknown = t.rich as never;
    for (const { key, text } of sentences(messages)) {
      const values = argumentsOf(text).map((name) =>
        name.startsWith('<') ? [name.slice(1, -1), (chunks: unknown) => chunks] : [name, 2],
      );
      say(`all.${key}`, Object.fromEntries(values));
    }
    expect(faults).toEqual([]);
  });

  it('say nothing in English where it should be Chinese', () => {
    const untranslated = english
      .filter(
        ({ key, text }) => chinese.get(key) === text && !sameInBoth.has(text) && /\p{Lowercase}{2}/u.test(words(text)),
      )
      .map(({ key, text }) => `${key}: ${text}`);
    expect(untranslated).toEqual([]);
  });

  it('speak Chinese with Chinese punctuation', () => {
    const half = [...chinese].filter(([, text]) => /\p{Script=Han}[,;:!?](?!\d)|\p{Script=Han}\.(?:\s|$)/u.test(text));
    expect(half).toEqual([]);
  });
});

/** What is left of a sentence without arguments, tags and mono chunks. */
function words(text: string): string {
  return text.replace(/<m>.*?<\/m>|<[^>]*>|\{[^{}]*\}/gu, '');
}
