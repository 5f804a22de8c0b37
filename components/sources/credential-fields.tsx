'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { SourceCredential } from '@/domain/sources/settings';
import { type CredentialDraft, type CredentialField, FIELDS_OF } from './credential-draft';

const LONG: readonly CredentialField[] = ['kubeconfig', 'ca', 'certificate', 'privateKey'];
const HELP = {
  accessKeySecret: 'secretHelp',
  kubeconfig: 'kubeconfigHelp',
  ca: 'caHelp',
  certificate: 'certificateHelp',
  privateKey: 'privateKeyHelp',
} as const;

/** Goes in and never comes out: there is nothing to show, only something to replace. */
export function CredentialFields({
  kind,
  value,
  onChange,
  errorAt,
}: {
  kind: SourceCredential['kind'];
  value: CredentialDraft;
  onChange: (edits: Partial<CredentialDraft>) => void;
  errorAt: (field: CredentialField) => string | undefined;
}) {
  const t = useTranslations('sources');
  return FIELDS_OF[kind].map((field: CredentialField) => {
    const help = field in HELP ? t(HELP[field as keyof typeof HELP]) : undefined;
    const control = { value: value[field], autoComplete: 'off', spellCheck: false } as const;
    return (
      <Field key={field} label={t(field)} error={errorAt(field)} help={help}>
        {LONG.includes(field) ? (
          <Textarea
            {...control}
            rows={4}
            className="mono text-12"
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        ) : (
          <Input
            {...control}
            mono
            type={field === 'accessKeySecret' ? 'password' : 'text'}
            // "new-password" keeps browsers from offering to fill in the person's own.
            autoComplete={field === 'accessKeySecret' ? 'new-password' : 'off'}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        )}
      </Field>
    );
  });
}
