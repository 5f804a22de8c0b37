'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useTitle } from '@/components/i18n/use-title';
import { usePast } from '@/components/lists/use-past';
import type { PaletteItem } from './palette-item';
import { placeOfHit } from './place-of-hit';

/** What the whole product holds under a name, a number or an address, while it is typed; at the moment that is looked at. */
export function useSearch(typed: string): { items: readonly PaletteItem[]; isSearching: boolean } {
  const t = useTranslations('shell.search');
  const trpc = useTRPC();
  const titleOf = useTitle();
  const { asked } = usePast();
  const text = useDeferredValue(typed.trim());
  const found = useQuery(
    trpc.search.query.queryOptions(
      { text, ...asked },
      { enabled: text !== '', staleTime: 5_000, placeholderData: keepPreviousData },
    ),
  );
  const groups = text === '' ? [] : (found.data ?? []);
  const items = groups.flatMap((group) => {
    const more = group.total - group.hits.length;
    const name = t(`kinds.${group.kind}`);
    return group.hits.map((hit): PaletteItem => ({
      id: `${group.kind}:${hit.key}:${hit.within ?? ''}`,
      group: more > 0 ? t('groupMore', { name, more }) : name,
      label: hit.label,
      note: [titleOf(hit.title), hit.note].filter(Boolean).join(' · '),
      // The server has judged it already: whatever is typed finds it.
      keywords: [typed],
      href: placeOfHit(hit, asked.at),
    }));
  });
  return { items, isSearching: text !== '' && found.isFetching };
}
