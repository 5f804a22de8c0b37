'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';

/** The way to other pages; nothing where there is one. */
export function Pager({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const t = useTranslations('lists');
  if (pages <= 1) return null;
  return (
    <nav
      aria-label={t('pages')}
      className="flex h-10 items-center justify-end gap-2 border-t border-line px-4 text-12 text-ink-2"
    >
      <IconButton label={t('before')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft />
      </IconButton>
      <span className="num">{t('pageOf', { page, pages })}</span>
      <IconButton label={t('after')} disabled={page >= pages} onClick={() => onPage(page + 1)}>
        <ChevronRight />
      </IconButton>
    </nav>
  );
}
