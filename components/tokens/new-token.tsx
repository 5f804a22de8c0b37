'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { exactTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { StatusMark } from '@/components/ui/status-mark';
import { ToldOnce } from '@/components/ui/told-once';
import { useNow } from '@/components/ui/time-ago';
import { useTimeZone } from '@/components/ui/ui-context';
import type { Permission } from '@/domain/access';
import { useTokenActions } from './use-token-actions';

const DAYS = ['7', '30', '90', '180', '365'] as const;
type Days = (typeof DAYS)[number];
type Draft = { name: string; days: Days; scopes: readonly Permission[] };

const EMPTY: Draft = { name: '', days: '30', scopes: [] };

/** A token with some of one's own rights. It is shown here once, and nowhere ever again. */
export function NewToken({ scopes, onClose }: { scopes: readonly Permission[]; onClose: () => void }) {
  const t = useTranslations('tokens');
  const refusal = useRefusalText();
  const { create } = useTokenActions();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const name = draft.name.trim();
  const change = (edits: Partial<Draft>) => {
    setDraft({ ...draft, ...edits });
    create.reset();
  };
  const make = () => {
    setAsked(true);
    if (name === '' || draft.scopes.length === 0) return;
    create.mutate({ name, days: Number(draft.days), scopes: [...draft.scopes] });
  };
  if (create.isSuccess) return <Told name={name} token={create.data.token} onClose={onClose} />;
  return (
    <Panel title={t('new')}>
      <form
        noValidate
        className="grid grid-cols-1 gap-x-8 gap-y-4 px-4 py-4 md:grid-cols-[minmax(0,280px)_minmax(0,1fr)]"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <div className="flex flex-col gap-4">
          <Field label={t('name')} help={t('nameHelp')} error={asked && name === '' ? t('nameMissing') : undefined}>
            <Input
              autoFocus
              maxLength={120}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <Field label={t('validFor')} help={<Until days={Number(draft.days)} />}>
            <Select
              value={draft.days}
              onChange={(days) => change({ days })}
              options={DAYS.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
            />
          </Field>
        </div>
        <Field
          group
          label={t('scopes')}
          help={t('scopesHelp')}
          error={asked && draft.scopes.length === 0 ? t('scopesMissing') : undefined}
        >
          <div className="grid grid-cols-1 gap-x-6 gap-y-1 lg:grid-cols-2">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                label={t(`scope.${scope}`)}
                note={<Mono>{scope}</Mono>}
                checked={draft.scopes.includes(scope)}
                onChange={(held) =>
                  change({ scopes: held ? [...draft.scopes, scope] : draft.scopes.filter((each) => each !== scope) })
                }
              />
            ))}
          </div>
        </Field>
        <div className="flex flex-wrap items-center gap-3 md:col-span-2">
          <Button type="submit" variant="primary" busy={create.isPending}>
            {t('create')}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t('discard')}
          </Button>
          {create.isError && (
            <p role="alert" className="text-12 text-broken-text">
              {refusal(create.error)}
            </p>
          )}
        </div>
      </form>
    </Panel>
  );
}

function Until({ days }: { days: number }) {
  const t = useTranslations('tokens');
  const timeZone = useTimeZone();
  const day = exactTime(useNow() + days * 86_400_000, timeZone).split(' ')[0] ?? '';
  return <>{t('until', { day })}</>;
}

/** The one time a token is on a screen. */
function Told({ name, token, onClose }: { name: string; token: string; onClose: () => void }) {
  const t = useTranslations('tokens');
  return (
    <div role="status" className="rounded-3 border border-healthy-line bg-healthy-soft px-4 py-3">
      <StatusMark status="healthy" label={t('made', { name })} />
      <p className="mt-1 max-w-[75ch] text-12">{t('once')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <ToldOnce label={t('token')} value={token} className="w-full max-w-140" />
        <Button onClick={onClose}>{t('stored')}</Button>
      </div>
    </div>
  );
}
