'use client';

import { Command } from 'cmdk';
import { Keyboard, Plus, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { StatusShape } from '@/components/ui/status-mark';
import { usePast } from '@/components/lists/use-past';
import type { PaletteItem } from './palette-item';
import { newChangeHref, places } from './places';
import { useSearch } from './use-search';

type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  go: (href: string) => void;
  onKeys: () => void;
  items: readonly PaletteItem[];
};

const groupLook =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-ink-3';

/** Type a few letters, press Enter. */
export function CommandPalette({ open, onOpenChange, go, onKeys, items: own }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const { items: found, isSearching } = useSearch(open ? typed : '');
  const items = [...found, ...own];
  const t = useTranslations('shell');
  const close = (next: boolean) => {
    setTyped('');
    onOpenChange(next);
  };
  const run = (act: () => void) => {
    close(false);
    act();
  };
  const groups = [...new Set(items.map((item) => item.group))];
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t('search.title')}
      titleHidden
      className="max-w-140 overflow-hidden"
    >
      <Command label={t('search.title')} loop className="flex max-h-[60vh] flex-col">
        <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-4">
          <Search aria-hidden className="size-4 shrink-0 stroke-[1.5] text-ink-3" />
          <Command.Input
            // Whoever opened it types on at once; the first thing to stand on would be the button that closes it.
            autoFocus
            value={typed}
            onValueChange={setTyped}
            placeholder={t('search.placeholder')}
            className="h-full min-w-0 flex-1 bg-transparent text-13 outline-none placeholder:text-ink-3"
          />
          <Kbd>Esc</Kbd>
        </div>
        <SearchedMoment />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-2 pt-0">
          <Command.Empty className="py-8 text-center text-12 text-ink-3">
            {isSearching ? t('search.busy') : t('search.nothing')}
          </Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group} className={groupLook}>
              {items
                .filter((item) => item.group === group)
                .map((item) => (
                  <Entry
                    key={item.id}
                    id={item.id}
                    keywords={[item.label, ...(item.keywords ?? [])]}
                    onSelect={() => run(() => go(item.href))}
                  >
                    {item.icon}
                    <span>{item.label}</span>
                    {item.note && <span className="truncate text-ink-3">{item.note}</span>}
                  </Entry>
                ))}
            </Command.Group>
          ))}
          <Command.Group heading={t('search.pages')} className={groupLook}>
            {places.map((place) => (
              <Entry
                key={place.id}
                id={`place:${place.id}`}
                keywords={[t(`nav.${place.id}`)]}
                onSelect={() => run(() => go(place.href))}
              >
                <place.icon />
                <span className="flex-1">{t(`nav.${place.id}`)}</span>
                <Kbd>g</Kbd>
                <Kbd>{place.key}</Kbd>
              </Entry>
            ))}
          </Command.Group>
          <Command.Group heading={t('search.actions')} className={groupLook}>
            <Entry
              id="action:new-change"
              keywords={[t('keys.newChange')]}
              onSelect={() => run(() => go(newChangeHref))}
            >
              <Plus />
              <span className="flex-1">{t('keys.newChange')}</span>
              <Kbd>c</Kbd>
            </Entry>
            <Entry id="action:keys" keywords={[t('keys.open')]} onSelect={() => run(onKeys)}>
              <Keyboard />
              <span className="flex-1">{t('keys.open')}</span>
              <Kbd>?</Kbd>
            </Entry>
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Says that what is found is not what is there now. */
function SearchedMoment() {
  const t = useTranslations('shell.search');
  const format = useFormatter();
  const { at } = usePast();
  if (!at) return null;
  const moment = format.dateTime(at, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <p className="flex shrink-0 items-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-12">
      <StatusShape status="unknown" />
      {t('past', { moment })}
    </p>
  );
}

function Entry({
  id,
  keywords,
  onSelect,
  children,
}: {
  id: string;
  keywords: string[];
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={id}
      keywords={keywords}
      onSelect={onSelect}
      className="flex h-8 items-center gap-2 rounded-2 px-2 text-12 data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:stroke-[1.5] [&>svg]:text-ink-3"
    >
      {children}
    </Command.Item>
  );
}
