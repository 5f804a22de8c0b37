import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales } from '@/components/i18n/locale';
import { translatorFor } from '@/components/i18n/translator';
import { findFindings } from '@/domain/checks';
import type { Finding } from '@/domain/checks/finding';
import { broken, declaredBefore, FAULTS, partsOf, PLAN_FAULTS } from './corpus';

const ROOT = path.join(import.meta.dirname, '../..');
const NOON = '2026-03-18T12:00:00.000Z';
const PAPER = readFileSync(path.join(ROOT, 'docs/findings.md'), 'utf8');

/** The rows of the table below a heading of columns, cell by cell. */
function rowsOf(columns: string): readonly (readonly string[])[] {
  const lines = PAPER.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const start = lines.findIndex((cells) => cells.join(' | ') === columns);
  const rest = lines.slice(start + 2);
  return rest.slice(
    0,
    rest.findIndex((cells) => cells.length === 0),
  );
}

const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');

const FOUND = rowsOf('Code | What is found | Rule | Evidence | Owner | Fix').map(
  ([code = '', , rule = '', , , fix = '']) => ({
    code,
    rules: named(rule).map((name) => `domain/checks/rules/${name}.ts`),
    fixes: named(fix),
  }),
);
const SAID = rowsOf('Code | Said of | Rule | What is said').map(([code = '', of = '', rule = '']) => ({
  code,
  of,
  rules: named(rule),
}));

/** Findings of every case, with what is offered for each. */
const FINDINGS: readonly Finding[] = [false, true].flatMap((stale) =>
  FAULTS.flatMap((fault) => {
    const parts = partsOf(fault, NOON, stale);
    return findFindings({ estate: broken(fault), parts, revision: 'corpus', ...declaredBefore(fault) }, NOON);
  }),
);

describe('the catalogue of findings', () => {
  it('has every code once', () => {
    const numbered = (letter: string, count: number, width: number) =>
      Array.from({ length: count }, (_, n) => `${letter}${String(n + 1).padStart(width, '0')}`);
    const codes = [...FOUND, ...SAID].map(({ code }) => code).filter((code) => !code.startsWith('C'));
    expect([...codes].sort()).toEqual([...numbered('F', 36, 2), ...numbered('V', 16, 1)].sort());
  });

  it.each(FOUND)('$code is found by the rules it names', ({ code, rules }) => {
    expect(rules).not.toEqual([]);
    const isNamedIn = (rule: string) => new RegExp(`\\b${code}\\b`).test(readFileSync(path.join(ROOT, rule), 'utf8'));
    expect(rules.filter((rule) => !isNamedIn(rule))).toEqual([]);
  });

  it.each(SAID)('$code is said where it is said to be', ({ of, rules }) => {
    expect(of).not.toBe('');
    expect(rules).not.toEqual([]);
    expect(rules.filter((rule) => !existsSync(path.join(ROOT, rule)))).toEqual([]);
  });

  const found = new Set(FINDINGS.map(({ code }) => code));
  const inVerdicts = new Set(
    FAULTS.flatMap(({ verdicts }) =>
      Object.values(verdicts).flatMap((each) => Object.values(each).join(' ').split(' ')),
    ),
  );
  const inPlans = new Set(PLAN_FAULTS.flatMap(({ shows }) => shows));

  it.each(FOUND)('$code has a case that shows it', ({ code }) => {
    expect([...found]).toContain(code);
  });

  it.each(SAID)('$code has a case that shows it, of $of', ({ code, of }) => {
    if (of === 'flows') expect([...inVerdicts]).toContain(code);
    else if (of.startsWith('plans')) expect([...inPlans]).toContain(code);
    else expect([...found].map((each) => `as ${each}`)).toContain(of);
  });

  it('names nothing that is not in it', () => {
    const codes = new Set([...FOUND, ...SAID].map(({ code }) => code));
    expect([...found, ...inPlans].filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each(FOUND)('$code: the fixes it names are those that are offered', ({ code, fixes }) => {
    const offered = new Set(FINDINGS.flatMap((each) => (each.code === code && each.fix ? [each.fix.operation] : [])));
    expect([...offered].sort()).toEqual([...fixes].sort());
  });

  it.each(locales)('can be said in %s, whatever the case', (locale) => {
    const say = translatorFor(locale, 'findings');
    const plain = { m: (chunks: string) => chunks, b: (chunks: string) => chunks };
    const sentences = FINDINGS.flatMap(({ kind, params, owner }) =>
      (['title', 'what', 'todo'] as const).map((piece) =>
        say.markup(`${kind}.${piece}` as never, { ...plain, ...params, owner: say(`owner.${owner}`) } as never),
      ),
    );
    // What cannot be said is shown as the name of the sentence.
    expect(sentences.filter((each) => each.startsWith('findings.') || each.includes('{'))).toEqual([]);
  });
});
