'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useTitle } from '@/components/i18n/use-title';
import type { PaletteItem } from './command-palette';

type Hit = ApiOutputs['search']['query'][number]['hits'][number];

/** What the whole product holds under a name, a number or an address, while it is typed. */
export function useSearch(typed: string): { items: readonly PaletteItem[]; isSearching: boolean } {
  const t = useTranslations('shell.search');
  const trpc = useTRPC();
  const titleOf = useTitle();
  const text = useDeferredValue(typed.trim());
  const found = useQuery(
    trpc.search.query.queryOptions(
      { text },
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
      href: hrefOf(hit),
    }));
  });
  return { items, isSearching: text !== '' && found.isFetching };
}

const at = (path: string, key: string) => `${path}/${encodeURIComponent(key)}`;

/** The page of an object, or of what it is a part of. */
function hrefOf({ kind, key, within = '' }: Hit): string {
  switch (kind) {
    case 'site':
      return at('/sites', key);
    case 'lan':
      return `${at('/sites', within)}?tab=lans`;
    case 'site-block':
      return `/ledger?q=${encodeURIComponent(key.split('|')[1] ?? '')}`;
    case 'vbr':
      return at('/network/vbrs', key);
    case 'bgp-group':
    case 'bgp-peer':
      return `${at('/network/vbrs', within)}?tab=bgp`;
    case 'change':
      return at('/changes', key);
    case 'person':
      return '/settings/people';
    case 'gateway':
    case 'cluster':
    case 'flow':
      return `/sites/declare?${new URLSearchParams({ section: `${kind}s`, key })}`;
    case 'route':
    case 'route-table':
      return within.startsWith('vbr-') ? at('/network/vbrs', within) : `/topology?find=${encodeURIComponent(within)}`;
    case 'finding':
      return `/topology?find=${encodeURIComponent(within.slice(within.indexOf(':') + 1))}`;
    default:
      return `/topology?find=${encodeURIComponent(kind === 'vpc' || within === '' ? key : within)}`;
  }
}
