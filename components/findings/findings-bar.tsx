'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { richTags } from '@/components/i18n/rich-tags';
import { FilterChips } from '@/components/ui/filter-chips';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SEVERITIES } from '@/domain/checks/finding';
import { useFindingTitle } from './finding-text';
import { SeverityShape } from './severity';
import { OWNERS, type ChangeFindingsAddress, type FindingsAddress } from './use-findings-address';

type FindingsBarProps = {
  address: FindingsAddress;
  counts: ApiOutputs['findings']['list']['counts'] | undefined;
  onChange: ChangeFindingsAddress;
};

/** Select keeps the empty word for its placeholder. */
const ANY = '*';

/** Severity, owner, rule, object and typed words; each count takes the other choices into account. */
export function FindingsBar({ address, counts, onChange }: FindingsBarProps) {
  const t = useTranslations('findingList');
  const rules = useTranslations('findings');
  const titleOf = useFindingTitle();
  const kinds = counts?.kind ?? [];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <FilterChips
        label={t('severityLabel')}
        chosen={address.severity}
        onChange={(severity) => void onChange({ severity, page: null })}
        chips={SEVERITIES.map((each) => ({
          value: each,
          label: rules(`severity.${each}`),
          icon: <SeverityShape severity={each} />,
          count: counts?.severity[each] ?? 0,
        }))}
      />
      <FilterChips
        label={rules('ownerLabel')}
        chosen={address.owner}
        onChange={(owner) => void onChange({ owner, page: null })}
        chips={OWNERS.map((each) => ({ value: each, label: rules(`owner.${each}`), count: counts?.owner[each] ?? 0 }))}
      />
      {address.object !== null && (
        <span className="inline-flex h-7 items-center gap-1 rounded-2 border border-accent bg-selected pl-2 text-12">
          <span>{t.rich('aboutObject', { ...richTags, object: address.object })}</span>
          <IconButton label={t('anyObject')} onClick={() => void onChange({ object: null, page: null })}>
            <X />
          </IconButton>
        </span>
      )}
      <span className="ml-auto flex items-center gap-2">
        <Select
          size="sm"
          aria-label={t('kind')}
          value={address.kind || ANY}
          options={[
            { value: ANY, label: t('anyKind') },
            ...kinds.map(({ kind, count }) => ({ value: kind as string, label: titleOf(kind), note: count })),
          ]}
          onChange={(kind) => void onChange({ kind: kind === ANY ? null : kind, page: null })}
          className="w-56"
        />
        <Input
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          lead={<Search />}
          value={address.q}
          onChange={(event) => void onChange({ q: event.target.value || null, page: null })}
          className="h-7 w-64 text-12"
        />
      </span>
    </div>
  );
}
