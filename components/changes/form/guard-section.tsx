'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { gainedBy, type FlowLine } from '@/domain/changes/plan';
import type { Acceptance } from '@/domain/changes/change';
import type { Problem } from '@/domain/errors';
import { VerdictMark } from '../plan/verdict-mark';
import { problemsAt, type Draft } from './draft';
import { ProblemField } from './field-problems';
import { FormSection } from './section';
import type { ChangeForm } from './use-change-form';

const WINDOWS = ['30', '60', '120', '300', '900'] as const;

/** What must be seen to hold, by when, and what the author takes upon themselves by name. */
export function GuardSection({ change }: { change: ChangeForm }) {
  const t = useTranslations('changes.form');
  const { values, form, preview } = change;
  const set = (patch: Partial<Draft['guard']>) =>
    form.setValue('guard', { ...form.getValues('guard'), ...patch }, { shouldDirty: true });
  const flows = preview?.flows ?? [];
  return (
    <FormSection title={t('guard')} help={t('guardHelp')}>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-[1fr_180px]">
        <ProblemField label={t('mustHold')} problems={problemsAt(change.problems, 'guard', 'mustHold')} touched group>
          <FlowChoices flows={flows} chosen={values.guard.mustHold ?? []} onChange={(mustHold) => set({ mustHold })} />
        </ProblemField>
        <ProblemField
          label={t('proveWithin')}
          problems={problemsAt(change.problems, 'guard', 'proveWithinSeconds')}
          touched
        >
          <Select
            value={String(values.guard.proveWithinSeconds)}
            onChange={(seconds) => set({ proveWithinSeconds: Number(seconds) })}
            options={WINDOWS.map((seconds) => ({
              value: seconds,
              label: t('secondsWindow', { seconds: Number(seconds) }),
            }))}
          />
        </ProblemField>
      </div>
      <Acceptances
        problems={change.problems}
        accepted={values.guard.accepted ?? []}
        onChange={(accepted) => set({ accepted })}
      />
    </FormSection>
  );
}

/** Flows that work are guarded by themselves when declared so; others can be added; gains are expected. */
function FlowChoices({
  flows,
  chosen,
  onChange,
}: {
  flows: readonly FlowLine[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations('changes.form');
  const gained = gainedBy(flows);
  if (flows.length === 0) return <p className="text-12 text-ink-3">{t('flowsFirst')}</p>;
  return (
    <ul className="flex flex-col gap-1 rounded-2 border border-line-2 px-2.5 py-2">
      {flows.map((line) => {
        const always = line.mustHold && line.now === 'reachable';
        const expected = gained.includes(line.flow);
        return (
          <li key={line.flow} className="flex items-center gap-3 text-12">
            <Checkbox
              checked={always || expected || chosen.includes(line.flow)}
              disabled={always || expected || line.now !== 'reachable'}
              onChange={(on) => onChange(on ? [...chosen, line.flow] : chosen.filter((each) => each !== line.flow))}
              label={<span className="mono">{line.flow}</span>}
              note={expected ? t('expectedGain') : always ? t('alwaysGuarded') : undefined}
            />
            <span className="ml-auto">
              <VerdictMark kind={line.now} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Problems that a name can answer for; each asks for exactly that name. */
const ANSWERABLE: Record<string, { kind: Acceptance['kind']; key: (problem: Problem) => string }> = {
  'flow-would-break': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'flow-might-break': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'flow-break-accepted': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'last-path-not-accepted': { kind: 'gap', key: (problem) => String(problem.params?.prefix ?? '') },
  'guard-empty': { kind: 'empty-guard', key: () => 'guard' },
};

function Acceptances({
  problems,
  accepted,
  onChange,
}: {
  problems: readonly Problem[];
  accepted: readonly Acceptance[];
  onChange: (accepted: Acceptance[]) => void;
}) {
  const t = useTranslations('changes.form');
  const asked = new Map<string, Acceptance>();
  for (const each of accepted) asked.set(`${each.kind} ${each.key}`, each);
  for (const problem of problems) {
    const answer = ANSWERABLE[problem.code];
    if (answer) asked.set(`${answer.kind} ${answer.key(problem)}`, { kind: answer.kind, key: answer.key(problem) });
  }
  if (asked.size === 0) return null;
  const has = (each: Acceptance) => accepted.some((other) => other.kind === each.kind && other.key === each.key);
  return (
    <fieldset className="flex flex-col gap-1.5 rounded-2 border border-warning-line bg-warning-soft px-3 py-2.5">
      <legend className="sr-only">{t('acceptByName')}</legend>
      <p className="text-12 font-medium text-warning-text">{t('acceptByName')}</p>
      {[...asked.values()].map((each) => (
        <Checkbox
          key={`${each.kind} ${each.key}`}
          checked={has(each)}
          onChange={(on) =>
            onChange(
              on
                ? [...accepted, each]
                : accepted.filter((other) => !(other.kind === each.kind && other.key === each.key)),
            )
          }
          label={t.rich(`accept.${each.kind}`, { ...richTags, key: each.key })}
        />
      ))}
    </fieldset>
  );
}
