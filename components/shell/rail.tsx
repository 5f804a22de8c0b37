'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import { BrandMark } from './brand';
import { partOf, placeOf, places, type Place } from './places';
import { PointedLink } from './pointed-link';
import type { ShellData } from './shell-data';

type RailProps = { counts: ShellData['counts']; collapsed: boolean; onCollapse: (collapsed: boolean) => void };

const itemLook = cn(
  'relative flex items-center gap-2.5 rounded-2 font-medium text-ink-2 transition-colors duration-(--t-fast) hover:bg-hover hover:text-ink',
  'aria-[current=page]:bg-selected aria-[current=page]:text-accent [&>svg]:shrink-0 [&>svg]:stroke-[1.5]',
);
const itemSize = (collapsed: boolean) =>
  collapsed ? 'h-9 justify-center [&>svg]:size-[18px]' : 'h-8 px-2.5 [&>svg]:size-4';

/** The places there are, at the left; 200 px, or icons alone. */
export function Rail({ counts, collapsed, onCollapse }: RailProps) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const here = placeOf(pathname);
  const item = (place: Place) => (
    <Fragment key={place.id}>
      {place.apart && <li aria-hidden className="mx-0.5 my-2 border-t border-line" />}
      <li>
        <RailLink place={place} current={place === here} collapsed={collapsed} counts={counts} />
        {place === here && !collapsed && <Parts place={place} pathname={pathname} />}
      </li>
    </Fragment>
  );
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="row-span-2 flex min-h-0 flex-col border-r border-line bg-surface px-2 pb-2"
    >
      <PointedLink
        href="/topology"
        aria-label={t('product')}
        className={cn(
          'flex h-(--topbar) shrink-0 items-center gap-2 text-[14px] font-strong tracking-[-0.01em]',
          collapsed ? 'justify-center' : 'px-2',
        )}
      >
        <BrandMark />
        {!collapsed && <span>{t('product')}</span>}
      </PointedLink>
      <ul className="flex flex-col gap-0.5 overflow-y-auto pt-2">
        {places.filter(({ id }) => id !== 'settings').map(item)}
      </ul>
      <ul className="mt-auto flex flex-col gap-0.5">
        {places.filter(({ id }) => id === 'settings').map(item)}
        <li>
          <CollapseButton collapsed={collapsed} onCollapse={onCollapse} />
        </li>
      </ul>
    </nav>
  );
}

function RailLink({
  place,
  current,
  collapsed,
  counts,
}: {
  place: Place;
  current: boolean;
  collapsed: boolean;
  counts: RailProps['counts'];
}) {
  const t = useTranslations('shell.nav');
  const work = place.id === 'changes' ? counts.approvals : place.id === 'findings' ? counts.findings : 0;
  const meaning = place.id === 'changes' ? t('approvals', { count: work }) : t('standing', { count: work });
  const link = (
    <PointedLink
      href={place.href}
      aria-current={current ? 'page' : undefined}
      aria-label={collapsed ? t(place.id) : undefined}
      className={cn(itemLook, itemSize(collapsed))}
    >
      <place.icon aria-hidden />
      {!collapsed && <span>{t(place.id)}</span>}
      {work > 0 && (
        <span
          title={meaning}
          className={cn(
            'num rounded-1 px-[5px] text-11 font-strong',
            place.id === 'changes' ? 'bg-broken-soft text-broken-text' : 'bg-sunken text-ink-2',
            collapsed ? 'absolute top-0.5 right-0 px-[3px] text-10 leading-3.5' : 'ml-auto',
          )}
        >
          <span aria-hidden>{work}</span>
          <span className="sr-only">{meaning}</span>
        </span>
      )}
    </PointedLink>
  );
  if (!collapsed) return link;
  return (
    <Tooltip side="right" content={t(place.id)} shortcut={`g ${place.key}`}>
      {link}
    </Tooltip>
  );
}

function Parts({ place, pathname }: { place: Place; pathname: string }) {
  const t = useTranslations('shell.nav');
  const here = partOf(place, pathname);
  if (!place.parts) return null;
  return (
    <ul aria-label={t(place.id)} className="mt-0.5 mb-1 ml-4 flex flex-col gap-px border-l border-line pl-2">
      {place.parts.map((part) => (
        <li key={part.id}>
          <PointedLink
            href={part.href}
            aria-current={part === here ? 'page' : undefined}
            className={cn(itemLook, 'h-7 px-2 text-12')}
          >
            {t(`parts.${part.id}`)}
          </PointedLink>
        </li>
      ))}
    </ul>
  );
}

function CollapseButton({ collapsed, onCollapse }: { collapsed: boolean; onCollapse: (collapsed: boolean) => void }) {
  const t = useTranslations('shell');
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose;
  const label = collapsed ? t('expand') : t('collapse');
  return (
    <Tooltip side="right" content={label}>
      <button
        type="button"
        aria-label={label}
        aria-expanded={!collapsed}
        onClick={() => onCollapse(!collapsed)}
        className={cn(itemLook, 'w-full text-ink-3', itemSize(collapsed))}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  );
}
