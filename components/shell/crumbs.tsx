'use client';

import { usePathname } from 'next/navigation';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Breadcrumb, type Crumb } from '@/components/ui/breadcrumb';
import { placeOf } from './places';

type Slot = { element: HTMLElement | null; setElement: (element: HTMLElement | null) => void };

const SlotContext = createContext<Slot>({ element: null, setElement: () => undefined });

/** Lets a page say in the top bar where it is. */
export function CrumbSlotProvider({ children }: { children: ReactNode }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  return <SlotContext value={{ element, setElement }}>{children}</SlotContext>;
}

/** In the top bar: the place the path belongs to, until the page says more. */
export function CrumbSlot() {
  const t = useTranslations('shell');
  const { setElement } = useContext(SlotContext);
  const place = placeOf(usePathname());
  return (
    <div className="flex min-w-0">
      <div ref={setElement} className="peer flex min-w-0" />
      {place && (
        <Breadcrumb
          label={t('breadcrumb')}
          crumbs={[{ label: t(`nav.${place.id}`) }]}
          className="peer-[:not(:empty)]:hidden"
        />
      )}
    </div>
  );
}

/**
 * Placed by a page: what stands after its place, the last being the page itself. A list that is called as its place stands for
 * both. `<PageCrumbs crumbs={[{ label: 'CHG-1047' }]} />`
 */
export function PageCrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations('shell');
  const { element } = useContext(SlotContext);
  const place = placeOf(usePathname());
  if (!element) return null;
  const name = place && t(`nav.${place.id}`);
  const first = place && name !== crumbs[0]?.label ? [{ label: name, href: place.href }] : [];
  return createPortal(<Breadcrumb label={t('breadcrumb')} crumbs={[...first, ...crumbs]} />, element);
}
