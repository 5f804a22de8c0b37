'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { everyPage } from '@/components/lists/every-page';
import { usePagedProps } from '@/components/lists/use-paged-props';
import { toCsv, type DataColumn } from '@/components/ui/data-table-model';
import { EmptyState } from '@/components/ui/empty-state';
import { PagedTable } from '@/components/ui/paged-table';
import { Panel } from '@/components/ui/panel';
import type { LedgerLine } from '@/domain/ledger/ready-ledger';
import { useLedgerAddress } from './use-ledger-address';
import { useLedgerColumns } from './use-ledger-columns';

const PAGE_SIZE = 100;

type Props = {
  /** the blocks of one site instead of all */
  site?: string;
  /** a block that somebody looks for in the table: a new object each time */
  sought?: { id: string } | null;
  onOpen: (block: string) => void;
};

/** A page of the ledger: as a tree until somebody filters or sorts. */
export function LedgerTable({ site, sought, onOpen }: Props) {
  const t = useTranslations('ledger');
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
    ...(address.at ? { at: address.at.toISOString() } : {}),
  };
  const query = useQuery(
    trpc.ledger.list.queryOptions(
      { ...asked, ...(address.page === null ? {} : { page: Math.max(1, address.page) }), pageSize: PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );
  const answer = query.data;
  const paged = usePagedProps({
    ...{ filter: address.q, sort, change, query },
    ...{ pageSize: PAGE_SIZE, failed: t('failed') },
  });
  const csv = async (shown: readonly DataColumn<LedgerLine>[]) => {
    const lines = await everyPage(async (part) => {
      const page = await client.fetchQuery(trpc.ledger.list.queryOptions({ ...asked, ...part }));
      return { ...page, rows: page.lines };
    });
    return toCsv(lines, shown);
  };
  return (
    <Panel>
      <PagedTable<LedgerLine>
        {...paged}
        label={t('title')}
        columns={columns}
        rows={answer?.lines}
        rowId={(line) => line.block.id}
        onOpen={(line) => onOpen(line.block.id)}
        selectedId={address.block}
        seek={sought}
        filterHint={{ short: t('filter'), whole: t('filterHelp') }}
        empty={<NoBlocks past={address.at !== null} />}
        csv={csv}
        remember="ledger"
      />
    </Panel>
  );
}

/** Teaches what would be here; of the past it only says that nothing was known. */
export function NoBlocks({ past }: { past: boolean }) {
  const t = useTranslations('ledger');
  return <EmptyState title={t(past ? 'emptyThen' : 'empty')}>{t(past ? 'emptyThenDetail' : 'emptyDetail')}</EmptyState>;
}
