'use client';

import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { useMedia } from '@/components/ui/use-media';
import { AppliesStoppedBanner } from './banners';
import { CommandPalette } from './command-palette';
import type { PaletteItem } from './palette-item';
import { CrumbSlotProvider } from './crumbs';
import { Rail } from './rail';
import { railCookie, type ShellData } from './shell-data';
import { ShortcutsHelp } from './shortcuts-help';
import { TopBar } from './top-bar';
import { useShortcuts } from './use-shortcuts';

export type AppShellProps = {
  data: ShellData;
  /** The `rail` cookie, so that the first paint has the right width. Without a choice, narrow windows get icons. */
  rail: string | undefined;
  /** Objects and actions the features add to the palette. */
  paletteItems?: readonly PaletteItem[];
  /** Above the page, for instance `ConnectionLostBanner`. */
  banner?: ReactNode;
  children: ReactNode;
};

const noItems: readonly PaletteItem[] = [];

/** The frame around every page: rail, top bar, palette, keys. */
export function AppShell({ data, rail, paletteItems = noItems, banner, children }: AppShellProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  const [chosen, setChosen] = useState(rail);
  const narrow = useMedia('(max-width: 1279px)');
  const collapsed = chosen === undefined ? narrow : chosen === 'icons';
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const go = (href: string) => router.push(href);
  useShortcuts({ go, onSearch: () => setSearching(true), onKeys: () => setHelping(true) });
  const collapse = (next: boolean) => {
    const choice = next ? 'icons' : 'full';
    setChosen(choice);
    document.cookie = `${railCookie}=${choice}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <CrumbSlotProvider>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-2 border border-accent bg-surface px-3 py-1.5 text-accent focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <div
        className={cn(
          'grid h-screen grid-rows-[var(--topbar)_minmax(0,1fr)]',
          collapsed ? 'grid-cols-[var(--rail-icons)_minmax(0,1fr)]' : 'grid-cols-[var(--rail)_minmax(0,1fr)]',
        )}
      >
        <Rail counts={data.counts} collapsed={collapsed} onCollapse={collapse} />
        <TopBar data={data} onSearch={() => setSearching(true)} onKeys={() => setHelping(true)} />
        <div className="flex min-h-0 min-w-0 flex-col">
          {data.appliesStopped && <AppliesStoppedBanner />}
          {banner}
          <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
            {children}
          </main>
        </div>
      </div>
      <CommandPalette
        open={searching}
        onOpenChange={setSearching}
        go={go}
        onKeys={() => setHelping(true)}
        items={paletteItems}
      />
      <ShortcutsHelp open={helping} onOpenChange={setHelping} />
    </CrumbSlotProvider>
  );
}
