'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export type PaceDraft = { intervalSeconds: string; callsPerMinute: string };

/** How often a source is read, and how hard it may be asked. */
export function PaceFields({
  value,
  onChange,
  errors,
}: {
  value: PaceDraft;
  onChange: (edits: Partial<PaceDraft>) => void;
  errors: { intervalSeconds?: string; callsPerMinute?: string };
}) {
  const t = useTranslations('sources');
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t('interval')} help={t('intervalHelp')} error={errors.intervalSeconds}>
        <Input
          inputMode="numeric"
          trail={t('unitSeconds')}
          value={value.intervalSeconds}
          onChange={(event) => onChange({ intervalSeconds: event.target.value })}
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
