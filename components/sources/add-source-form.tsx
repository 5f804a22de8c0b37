'use client';

import { Unplug } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { Switch } from '@/components/ui/switch';
import { ConnectionResult } from './connection-result';
import { CredentialFields } from './credential-fields';
import { useFieldErrors } from './field-errors';
import { PaceFields } from './pace-fields';
import { COMMON_REGIONS, endpointOf, type FieldProblems, keyOf, type SourceDraft } from './source-draft';
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
            <Identity draft={draft} onChange={onChange} at={errors.at} />
            <CredentialFields
              value={draft}
              onChange={onChange}
              errors={{ accessKeyId: errors.at('accessKeyId'), accessKeySecret: errors.at('accessKeySecret') }}
            />
            <div>
              <Switch label={t('readOnly')} checked={draft.readOnly} onChange={(readOnly) => onChange({ readOnly })} />
              <p className="mt-1 text-12 text-ink-3">{t(draft.readOnly ? 'readOnlyHelp' : 'writingHelp')}</p>
            </div>
            <PaceFields
              value={draft}
              onChange={onChange}
              errors={{ callsPerMinute: errors.at('callsPerMinute'), intervalSeconds: errors.at('intervalSeconds') }}
            />
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
  const regions = useId();
  const derived = endpointOf(draft.region);
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
      <Field label={t('region')} help={t('regionHelp')} error={at('region')}>
        <Input
          mono
          list={regions}
          value={draft.region}
          placeholder="cn-hangzhou"
          onChange={(event) => onChange({ region: event.target.value })}
        />
      </Field>
      <datalist id={regions}>
        {COMMON_REGIONS.map((region) => (
          <option key={region} value={region}>
            {t(`regions.${region}`)}
          </option>
        ))}
      </datalist>
      <Field
        label={t('endpoint')}
        note={t('endpointNote')}
        help={derived && !draft.endpoint ? t('endpointDerived') : t('endpointHelp')}
        error={at('endpoint')}
      >
        <Input
          mono
          value={draft.endpoint}
          placeholder={derived || 'vpc.cn-hangzhou.aliyuncs.com'}
          trail="https"
          onChange={(event) => onChange({ endpoint: event.target.value })}
        />
      </Field>
    </>
  );
}
