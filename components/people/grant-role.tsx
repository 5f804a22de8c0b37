'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useTitle } from '@/components/i18n/use-title';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { PLACED_ROLES, ROLES, type Role } from '@/domain/access';
import type { Person } from './person';
import { usePeopleActions } from './use-people-actions';

type Reach = 'everywhere' | 'site' | 'source';
const EVERYWHERE = { reach: 'everywhere', place: '' } as const;
const isPlaced = (role: Role | undefined) => role !== undefined && PLACED_ROLES.includes(role);
type Grant = { role: Role | undefined; reach: Reach; place: string };

/** A role from now on, everywhere or within one site or one source. It does not count for plans that exist already. */
export function GrantRole({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations('people');
  const refusal = useRefusalText();
  const { grant } = usePeopleActions();
  const [choice, setChoice] = useState<Grant>({ role: undefined, ...EVERYWHERE });
  const { role, reach, place } = choice;
  const complete = role !== undefined && (reach === 'everywhere' || place !== '');
  const change = (edits: Partial<Grant>) => {
    setChoice({ ...choice, ...edits });
    grant.reset();
  };
  const give = () => {
    if (!complete) return;
    const within = reach === 'site' ? { siteKey: place } : reach === 'source' ? { sourceKey: place } : {};
    grant.mutate({ personId: person.id, role, ...within }, { onSuccess: onClose });
  };
  return (
    <form
      aria-label={t('grantTo', { name: person.name })}
      className="border-b border-line bg-sunken px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('roleLabel')} className="w-44" error={grant.isError ? refusal(grant.error) : undefined}>
          <Select
            value={role}
            placeholder={t('chooseRole')}
            onChange={(next: Role) => change({ role: next, ...(isPlaced(next) ? {} : EVERYWHERE) })}
            options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          />
        </Field>
        {isPlaced(role) && (
          <Segmented
            label={t('scope')}
            className="h-8"
            value={reach}
            onChange={(next) => change({ reach: next, place: '' })}
            segments={(['everywhere', 'site', 'source'] as const).map((value) => ({
              value,
              label: t(`reach.${value}`),
            }))}
          />
        )}
        {reach !== 'everywhere' && (
          <PlaceField reach={reach} place={place} onChange={(next) => change({ place: next })} />
        )}
        <Button type="submit" variant="primary" disabled={!complete} busy={grant.isPending}>
          {t('grant')}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t('discard')}
        </Button>
      </div>
      <p className="mt-3 max-w-[75ch] text-12 text-ink-3">
        {t(role === undefined || isPlaced(role) ? `reachMeans.${reach}` : 'reachMeans.whole')} {t('grantNote')}
      </p>
    </form>
  );
}

function PlaceField({
  reach,
  place,
  onChange,
}: {
  reach: 'site' | 'source';
  place: string;
  onChange: (place: string) => void;
}) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const titleOf = useTitle();
  const sources = useQuery(trpc.sources.list.queryOptions({}, { enabled: reach === 'source' }));
  const estate = useQuery(trpc.inventory.references.queryOptions({}, { enabled: reach === 'site' }));
  const options =
    reach === 'source'
      ? (sources.data ?? []).map(({ key, name }) => ({ value: key, label: key, note: name }))
      : (estate.data?.site ?? []).map(({ key, title }) => ({ value: key, label: key, note: titleOf(title) }));
  return (
    <Field label={t(reach === 'site' ? 'inSite' : 'inSource')} className="w-56">
      <Select
        mono
        value={place || undefined}
        placeholder={t(options.length === 0 ? 'noPlaces' : 'choosePlace')}
        onChange={onChange}
        options={options}
      />
    </Field>
  );
}
