'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LanguageSwitch } from '@/components/i18n/language-switch';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { Kbd } from '@/components/ui/kbd';
import { CrumbSlot } from './crumbs';
import { Freshness } from './freshness';
import { PersonMenu } from './person-menu';
import { RunningChip } from './running-chip';
import type { ShellData } from './shell-data';

type TopBarProps = { data: ShellData; onSearch: () => void; onKeys: () => void };

/** Where I am, what runs, how fresh the picture is, and the way to anything else. */
export function TopBar({ data, onSearch, onKeys }: TopBarProps) {
  return (
    <header className="flex min-w-0 items-center gap-3 border-b border-line bg-surface px-4">
      <CrumbSlot />
      <div className="flex-1" />
      <RunningChip running={data.running} />
      <Freshness facts={data.freshness} />
      <SearchButton onSearch={onSearch} />
      <span aria-hidden className="h-5 w-px shrink-0 bg-line" />
      <div className="flex shrink-0 items-center gap-1">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <PersonMenu person={data.person} onKeys={onKeys} />
    </header>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations('shell.search');
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-label={t('open')}
      className="flex h-7 w-7 shrink-0 items-center justify-center gap-2 rounded-2 border border-line bg-sunken text-12 whitespace-nowrap text-ink-3 hover:border-line-2 xl:w-66 xl:justify-start xl:pr-1.5 xl:pl-2"
    >
      <Search aria-hidden className="size-3.5 shrink-0 stroke-[1.5]" />
      <span className="hidden flex-1 text-left xl:inline">{t('open')}</span>
      <Kbd className="hidden xl:inline-flex">/</Kbd>
    </button>
  );
}
