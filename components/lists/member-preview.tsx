'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { COLUMNS_OF, type ListColumn, type ListKind } from '@/domain/lists/list';
import { hasPage, pageOf } from './places';
import { useCellWords, type Row } from './use-cell-words';
import { useListAddress } from './use-list-address';

const SHOWN = 5;

/** What tells one member from the next at a glance. */
const TOLD_BY: Partial<Record<ListKind, ListColumn>> = {
  route: 'nextHop',
  'gateway-route': 'nextHop',
  'gateway-path': 'peer',
  'v-switch': 'prefixes',
  'add-on': 'version',
  'daemon-set': 'namespace',
  'cluster-task': 'type',
  'gateway-peer': 'session',
  'bgp-peer': 'session',
  'bgp-group': 'peerAsn',
  node: 'podCidr',
};

/** The first of what belongs to an object, what is worst on top, and the way to all of it. */
export function MemberPreview({
  kind,
  within,
  count,
  onAll,
}: {
  kind: ListKind;
  within: string;
  count: number;
  onAll: () => void;
}) {
  const t = useTranslations('lists');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const { at } = useListAddress(kind).address;
  const query = useQuery(
    trpc.estate.list.queryOptions({
      kind,
      within,
      pageSize: SHOWN,
      sort: { column: 'status', descending: false },
      ...(at ? { at: at.toISOString() } : {}),
    }),
  );
  return (
    <Panel
      title={t(`headings.${kind}`)}
      sub={count}
      actions={
        count > 0 && (
          <Button variant="plain" size="sm" onClick={onAll}>
            {t('showAll')}
          </Button>
        )
      }
    >
      {query.isError ? (
        <ErrorState title={t('failed')}>{refusal(query.error)}</ErrorState>
      ) : query.isPending ? (
        <SkeletonRows rows={Math.min(count, SHOWN) || 1} label={t('loading')} />
      ) : count === 0 ? (
        <p className="px-4 py-2.5 text-12 text-ink-3">{t('noneOfIt')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {query.data.rows.map((row) => (
            <Member key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Member({ row }: { row: Row }) {
  const words = useTranslations('status');
  const { text } = useCellWords();
  const columns: readonly ListColumn[] = COLUMNS_OF[row.kind];
  const told = TOLD_BY[row.kind] ?? (columns.includes('title') ? 'title' : undefined);
  return (
    <li className="grid grid-cols-[110px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-1.5 text-12">
      <StatusMark status={row.status} label={words(row.status)} />
      {hasPage(row.kind) ? (
        <Link href={pageOf(row.kind, row.id)} prefetch={false} className="truncate mono text-accent hover:underline">
          {row.key}
        </Link>
      ) : (
        <Mono className="truncate">{row.key}</Mono>
      )}
      <span className="max-w-60 truncate text-ink-3">{told && text(row, told)}</span>
    </li>
  );
}
