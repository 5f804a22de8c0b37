'use client';

import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { RANGES, type Range } from './ranges';
import type { AuditFilters } from './use-audit-filters';

/** Long enough that a word is not asked for letter by letter, ms. */
const TYPING_MS = 300;

/** Words, way of looking and time; what is chosen shows as something that can be taken away. */
export function AuditBar({ audit: { filters, setFilters } }: { audit: AuditFilters }) {
  const t = useTranslations('audit');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox value={filters.q} onChange={(q) => void setFilters({ q: q || null }, { history: 'replace' })} />
      <Segmented
        label={t('look')}
        className="h-8"
        value={filters.view}
        onChange={(view) => void setFilters({ view })}
        segments={[
          { value: 'change', label: t('byChange') },
          { value: 'row', label: t('byRow') },
        ]}
      />
      <Select<Range>
        aria-label={t('time')}
        className="w-40"
        value={filters.range}
        onChange={(range) => void setFilters({ range })}
        options={RANGES.map((range) => ({ value: range, label: t(`range.${range}`) }))}
      />
      {filters.change !== null && (
        <Button size="sm" onClick={() => void setFilters({ change: null })}>
          {t('onlyChange', { number: filters.change })}
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('audit');
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // Going back changes the words from outside; what is being typed is not touched by its own echo.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const commit = (next: string, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), delayMs);
  };
  return (
    <form
      role="search"
      className="min-w-60 flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        commit(text, 0);
      }}
    >
      <Input
        mono
        type="text"
        maxLength={200}
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
        lead={<Search />}
        trail={
          text && (
            <IconButton
              label={t('clearSearch')}
              onClick={() => {
                setText('');
                commit('', 0);
              }}
            >
              <X aria-hidden />
            </IconButton>
          )
        }
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          commit(event.target.value, TYPING_MS);
        }}
      />
    </form>
  );
}
