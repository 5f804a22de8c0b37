'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export type CredentialDraft = { accessKeyId: string; accessKeySecret: string };

/** Goes in and never comes out: there is nothing to show, only something to replace. */
export function CredentialFields({
  value,
  onChange,
  errors,
}: {
  value: CredentialDraft;
  onChange: (edits: Partial<CredentialDraft>) => void;
  errors: { accessKeyId?: string; accessKeySecret?: string };
}) {
  const t = useTranslations('sources');
  return (
    <>
      <Field label={t('accessKeyId')} error={errors.accessKeyId}>
        <Input
          mono
          autoComplete="off"
          value={value.accessKeyId}
          onChange={(event) => onChange({ accessKeyId: event.target.value })}
        />
      </Field>
      <Field label={t('accessKeySecret')} error={errors.accessKeySecret} help={t('secretHelp')}>
        <Input
          mono
          type="password"
          // "new-password" keeps browsers from offering to fill in the person's own.
          autoComplete="new-password"
          value={value.accessKeySecret}
          onChange={(event) => onChange({ accessKeySecret: event.target.value })}
        />
      </Field>
    </>
  );
}
