import { describe, expect, it, vi } from 'vitest';
import { locales } from '@/components/i18n/locale';
import { translatorFor } from '@/components/i18n/translator';
import { findFindings } from '@/domain/checks';
import { findingKey, type Finding } from '@/domain/checks/finding';
import type { DeclaredFacts } from '@/domain/estate/declared';
import { declaredOf } from '@/domain/estate/declared-of';
import { withFact, withoutFacts } from '@/domain/estate/fact-references';
import { factSchema } from '@/domain/estate/sections';
import type { EstateView } from '@/domain/estate/view';
import { remedyOf } from '@/domain/remedies';
import { STEP_CODES, type Remedy, type RemedyForm } from '@/domain/remedies/remedy';
import { broken, declaredBefore, FAULTS, partsOf } from './corpus';

vi.setConfig({ testTimeout: 60_000 });

const NOON = '2026-03-18T12:00:00.000Z';

type Case = { name: string; view: EstateView & { declared: DeclaredFacts }; finding: Finding; remedy: Remedy };

/** Every finding of every case, with what is said to mend it. */
const CASES: readonly Case[] = [false, true].flatMap((stale) =>
  FAULTS.flatMap((fault) => {
    const estate = broken(fault);
    const { declared = declaredOf(estate).facts } = declaredBefore(fault);
    const view = { estate, parts: partsOf(fault, NOON, stale), revision: 'corpus', declared };
    return findFindings(view, NOON).map((finding): Case => {
      return { name: fault.name, view, finding, remedy: remedyOf(view, finding) };
    });
  }),
);

describe('what mends a finding', () => {
  it('is known for every finding of the corpus: an operation, a form, or what to do by hand', () => {
    const helpless = CASES.filter(({ finding, remedy }) => !finding.fix && !remedy.form && remedy.steps.length === 0);
    expect(helpless.map(({ name, finding }) => `${name}: ${finding.kind}`)).toEqual([]);
  });

  it.each(locales)('can be said in %s, with every value filled in', (locale) => {
    const say = translatorFor(locale, 'remedies');
    const plain = { m: (chunks: string) => chunks };
    const said = CASES.flatMap(({ finding, remedy }) =>
      remedy.steps.map(({ code, params }) => {
        return { kind: finding.kind, code, text: say.markup(code, { ...plain, ...params } as never) };
      }),
    );
    expect(said.filter(({ text }) => text.startsWith('remedies.') || /[{}]|undefined/.test(text))).toEqual([]);
    const empty = CASES.flatMap(({ finding, remedy }) =>
      remedy.steps.flatMap(({ code, params }) =>
        Object.entries(params).flatMap(([name, value]) => (value === '' ? [`${finding.kind} ${code} ${name}`] : [])),
      ),
    );
    expect([...new Set(empty)]).toEqual([]);
  });

  it('has commands of one line each, with no name that a shell would take for something else', () => {
    const commands = CASES.flatMap(({ remedy }) => remedy.steps.flatMap((each) => each.commands ?? []));
    expect(commands.length).toBeGreaterThan(100);
    expect(commands.filter((line) => /[\n\r]/.test(line) || line.includes('undefined'))).toEqual([]);
  });

  it('has no step that no case shows', () => {
    const shown = new Set(CASES.flatMap(({ remedy }) => remedy.steps.map(({ code }) => code)));
    expect(STEP_CODES.filter((code) => !shown.has(code))).toEqual([]);
  });
});

const adopted = CASES.filter(({ remedy }) => remedy.form?.attributes !== undefined);

describe('a form of declared facts', () => {
  it('is offered, already filled in, where what was read can be taken over', () => {
    expect(new Set(adopted.map(({ finding }) => finding.code))).toEqual(new Set(['C07', 'C08', 'C09']));
  });

  it.each(adopted.filter(({ finding }) => finding.code !== 'C09'))(
    '$name: saved as it is offered, $finding.kind of $finding.subject.key is gone',
    ({ view, finding, remedy }) => {
      const form = remedy.form as Required<RemedyForm>;
      const fact = factSchema(form.section).parse(form.attributes);
      const declared = withFact(view.declared, form.section, fact);
      const after = findFindings({ ...view, estate: withGateway(view, form, fact), declared }, NOON);
      expect(after.map(findingKey)).not.toContain(findingKey(finding));
      // Nothing is declared of it that was not read: what remains to be said of this object is nothing new.
      const before = new Set(findFindings(view, NOON).map(findingKey));
      expect(after.map(findingKey).filter((key) => key.startsWith('declared-differs') && !before.has(key))).toEqual([]);
    },
  );

  const retired = CASES.filter(({ finding }) => finding.code === 'C10');

  it.each(retired)('$name: taken back, $finding.subject.key is no finding any more', ({ view, finding, remedy }) => {
    const form = remedy.form as RemedyForm;
    const declared = withoutFacts(view.declared, [form]);
    expect(findFindings({ ...view, declared }, NOON).map(findingKey)).not.toContain(findingKey(finding));
  });

  it('leads to a fact that is there, or to a new gateway', () => {
    const forms = CASES.flatMap(({ view, finding, remedy }) =>
      remedy.form ? [{ view, finding, form: remedy.form }] : [],
    );
    const missing = forms.filter(
      ({ view, finding, form }) =>
        finding.code !== 'C09' && !view.declared[form.section].some((each) => each.key === form.key),
    );
    expect(missing.map(({ finding, form }) => `${finding.kind} ${form.section} ${form.key}`)).toEqual([]);
  });
});

/** A gateway stands in the estate as it is declared. */
function withGateway({ estate }: EstateView, { section }: RemedyForm, fact: { key: string }): EstateView['estate'] {
  if (section !== 'gateways') return estate;
  const gateways = estate.gateways.map((each) =>
    each.key === fact.key ? { ...each, ...fact, ...(each.observed ? { observed: each.observed } : {}) } : each,
  );
  return { ...estate, gateways };
}
