'use client';

import { useTranslations } from 'use-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { gainedBy, type FlowLine } from '@/domain/changes/plan';
import { VerdictMark } from '../plan/verdict-mark';
import { Acceptances } from './acceptances';
import { problemsAt, type Draft } from './draft';
import { ProblemField } from './field-problems';
import { FormSection } from './section';
import { SessionChoices } from './session-choices';
import type { ChangeForm } from './use-change-form';

const WINDOWS = ['30', '60', '120', '300', '900'] as const;

/** What must be seen to hold, by when, and what the author takes upon themselves by name. */
export function GuardSection({ change }: { change: ChangeForm }) {
  const t = useTranslations('changes.form');
  const { values, form, preview } = change;
  const set = (patch: Partial<Draft['guard']>) =>
    form.setValue('guard', { ...form.getValues('guard'), ...patch }, { shouldDirty: true });
  const flows = preview?.flows ?? [];
  const sessions = preview?.sessions ?? [];
  const accepted = values.guard.accepted ?? [];
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
      {sessions.length > 0 && (
        <ProblemField label={t('sessions')} problems={[]} touched group>
          <SessionChoices sessions={sessions} accepted={accepted} onChange={(next) => set({ accepted: next })} />
        </ProblemField>
      )}
      <Acceptances problems={change.problems} accepted={accepted} onChange={(next) => set({ accepted: next })} />
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
