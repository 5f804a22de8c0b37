'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export type PaceDraft = { intervalSeconds: string; deadlineSeconds: string; callsPerMinute: string };

/** What is wrong with the fields of the pace. */
export function paceErrors(at: (field: keyof PaceDraft) => string | undefined) {
  const [intervalSeconds, deadlineSeconds] = [at('intervalSeconds'), at('deadlineSeconds')];
  return { intervalSeconds, deadlineSeconds, callsPerMinute: at('callsPerMinute') };
}

/** How often a source is read, how long that may take, and how hard it may be asked. */
export function PaceFields({
  value,
  onChange,
  errors,
}: {
  value: PaceDraft;
  onChange: (edits: Partial<PaceDraft>) => void;
  errors: ReturnType<typeof paceErrors>;
}) {
  const t = useTranslations('sources');
  return (
    <div className="grid grid-cols-3 gap-4">
      <Field label={t('interval')} help={t('intervalHelp')} error={errors.intervalSeconds}>
        <Input
          inputMode="numeric"
          trail={t('unitSeconds')}
          value={value.intervalSeconds}
          onChange={(event) => onChange({ intervalSeconds: event.target.value })}
        />
      </Field>
      <Field label={t('deadline')} help={t('deadlineHelp')} error={errors.deadlineSeconds}>
        <Input
          inputMode="numeric"
          trail={t('unitSeconds')}
          value={value.deadlineSeconds}
          onChange={(event) => onChange({ deadlineSeconds: event.target.value })}
        />
      </Field>
      <Field label={t('calls')} help={t('callsHelp')} error={errors.callsPerMinute}>
        <Input
          inputMode="numeric"
          trail={t('unitCalls')}
          value={value.callsPerMinute}
          onChange={(event) => onChange({ callsPerMinute: event.target.value })}
        />
      </Field>
    </div>
  );
}
