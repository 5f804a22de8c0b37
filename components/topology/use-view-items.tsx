'use client';

import { useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import type { PaletteItem } from '@/components/shell/palette-item';

/** Saved views as the command palette lists them. */
export function useViewItems(): readonly PaletteItem[] {
  const t = useTranslations('topology.views');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.views.list.queryOptions({}, { staleTime: 60_000 }));
  return useMemo(
    () =>
      (data ?? []).map((view) => ({
        id: `view:${view.id}`,
        group: t('label'),
        label: view.name,
        ...(view.mine ? {} : { note: view.owner }),
        icon: <Bookmark />,
        href: `/views/${view.id}`,
      })),
    [data, t],
  );
}
