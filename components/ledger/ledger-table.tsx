'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Pager } from '@/components/lists/pager';
import { toCsv } from '@/components/ui/data-table-model';
import { EmptyState } from '@/components/ui/empty-state';
import { PagedTable } from '@/components/ui/paged-table';
import { Panel } from '@/components/ui/panel';
import type { LedgerLine } from '@/domain/ledger/ready-ledger';
import { useLedgerAddress } from './use-ledger-address';
import { useLedgerColumns } from './use-ledger-columns';

const PAGE_SIZE = 100;
const EXPORT_PAGE_SIZE = 200;

type Props = {
  /** the blocks of one site instead of all */
  site?: string;
  onOpen: (block: string) => void;
};

/** A page of the ledger: as a tree until somebody filters or sorts. */
export function LedgerTable({ site, onOpen }: Props) {
  const t = useTranslations('ledger');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { address, change, sort } = useLedgerAddress();
  const turn = (id: string) => {
    const others = address.turned.filter((each) => each !== id);
    void change({ turned: others.length < address.turned.length ? others : [...others, id] });
  };
  const columns = useLedgerColumns({ onTurn: turn, onOpen });
  const asked = {
    text: address.q.slice(0, 200),
    turned: address.turned,
    ...(site === undefined ? {} : { site }),
    ...(sort ? { sort } : {}),
    ...(address.block ? { reveal: address.block } : {}),
  };
  const query = useQuery(
    trpc.ledger.list.queryOptions(
      { ...asked, page: Math.max(1, address.page), pageSize: PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );
  const answer = query.data;
  const csv = async () => {
    const lines: LedgerLine[] = [];
    for (let page = 1; ; page += 1) {
      const next = await client.fetchQuery(
        trpc.ledger.list.queryOptions({ ...asked, page, pageSize: EXPORT_PAGE_SIZE }),
      );
      if (next.page === page) lines.push(...next.lines);
      if (page * EXPORT_PAGE_SIZE >= next.found) return toCsv(lines, columns);
    }
  };
  return (
    <Panel>
      <PagedTable<LedgerLine>
        label={t('title')}
        columns={columns}
        rows={answer?.lines}
        rowId={(line) => line.block.id}
        onOpen={(line) => onOpen(line.block.id)}
        selectedId={address.block}
        sort={{
          direction: (id) => sort?.column === id && (sort.descending ? 'desc' : 'asc'),
          toggle: (id) => void change({ sort: nextSort(sort, id), page: null }),
        }}
        filter={address.q}
        onFilterChange={(typed) => void change({ q: typed || null, page: null })}
        found={answer?.found ?? 0}
        all={answer?.all ?? 0}
        empty={<EmptyState title={t('empty')}>{t('emptyDetail')}</EmptyState>}
        error={
          query.isError
            ? { title: t('failed'), detail: refusal(query.error), onRetry: () => void query.refetch() }
            : undefined
        }
        csv={csv}
        footer={
          answer && (
            <Pager
              page={answer.page}
              pages={Math.ceil(answer.found / PAGE_SIZE)}
              onPage={(page) => void change({ page })}
            />
          )
        }
        remember="ledger"
      />
    </Panel>
  );
}

/** Up, then down, then the tree again. */
function nextSort(sort: ReturnType<typeof useLedgerAddress>['sort'], column: string): string | null {
  if (sort?.column !== column) return column;
  return sort.descending ? null : `-${column}`;
}
