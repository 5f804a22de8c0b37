'use client';

import { Unplug } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { Select } from '@/components/ui/select';
import { StatusMark } from '@/components/ui/status-mark';
import { Switch } from '@/components/ui/switch';
import { ConnectionResult } from './connection-result';
import { CredentialFields } from './credential-fields';
import { useFieldErrors } from './field-errors';
import { paceErrors, PaceFields } from './pace-fields';
import { PlaceFields } from './place-fields';
import { credentialKind, type FieldProblems, keyOf, type SourceDraft, SYSTEMS } from './source-draft';
import type { ConnectionTest } from './source-words';

type Attempt = { error: unknown; isPending: boolean; isError: boolean };

type Props = {
  draft: SourceDraft;
  onChange: (edits: Partial<SourceDraft>) => void;
  problems: FieldProblems;
  test: Attempt & { data?: ConnectionTest };
  add: Attempt;
  onTest: () => void;
  onAdd: () => void;
};

/** One column, errors where the field is; what a try found stands beside it. */
export function AddSourceForm({ draft, onChange, problems, test, add, onTest, onAdd }: Props) {
  const t = useTranslations('sources');
  const errors = useFieldErrors(problems, add.error ?? test.error);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(380px,0.7fr)]">
      <form
        noValidate
        className="max-w-160"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd();
        }}
      >
        <Panel
          footer={
            <div className="flex flex-wrap items-center gap-2 py-1">
              <Button busy={test.isPending} onClick={onTest}>
                <Unplug aria-hidden />
                {t('test')}
              </Button>
              <Button type="submit" variant="primary" busy={add.isPending}>
                {t(draft.readOnly ? 'addReadOnly' : 'addWriting')}
              </Button>
              <Button asChild variant="ghost">
                <Link href="/settings/sources">{t('discard')}</Link>
              </Button>
              {errors.general && (
                <p role="alert" className="w-full pt-1">
                  <StatusMark status="broken" label={errors.general} className="whitespace-normal" />
                </p>
              )}
            </div>
          }
        >
          <div className="flex flex-col gap-4 px-4 py-4">
            <Field label={t('system')} help={t(`systemHelp.${draft.system}`)}>
              <Select
                value={draft.system}
                onChange={(system) => onChange({ system })}
                options={SYSTEMS.map((value) => ({ value, label: t(`systems.${value}`) }))}
              />
            </Field>
            <Identity draft={draft} onChange={onChange} at={errors.at} />
            <PlaceFields draft={draft} onChange={onChange} at={errors.at} />
            <CredentialFields kind={credentialKind(draft)} value={draft} onChange={onChange} errorAt={errors.at} />
            <div>
              <Switch label={t('readOnly')} checked={draft.readOnly} onChange={(readOnly) => onChange({ readOnly })} />
              <p className="mt-1 text-12 text-ink-3">{t(draft.readOnly ? 'readOnlyHelp' : 'writingHelp')}</p>
            </div>
            <PaceFields value={draft} onChange={onChange} errors={paceErrors(errors.at)} />
          </div>
        </Panel>
      </form>
      <Panel title={t('connection')} className="[&>header+*]:border-t-0">
        <ConnectionResult test={test} />
        {!test.data && !test.isPending && !test.isError && (
          <p className="px-4 py-3 text-12 text-ink-3">{t('notTried')}</p>
        )}
      </Panel>
    </div>
  );
}

type At = ReturnType<typeof useFieldErrors>['at'];

function Identity({ draft, onChange, at }: Pick<Props, 'draft' | 'onChange'> & { at: At }) {
  const t = useTranslations('sources');
  return (
    <>
      <Field label={t('name')} help={t('nameHelp')} error={at('name')}>
        <Input value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={t('key')} help={t('keyHelp')} error={at('key')}>
        <Input
          mono
          value={draft.key}
          placeholder={keyOf(draft) || 'hz-prod'}
          onChange={(event) => onChange({ key: event.target.value })}
        />
      </Field>
    </>
  );
}
