'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { ReachFrame } from '../reach-frame';
import { reachBetween } from '../use-reach-address';
import { CellNote } from './cell-note';
import type { CellAt, MatrixView } from './details';
import { MatrixBar } from './matrix-bar';
import { MatrixGrid } from './matrix-grid';
import { useMatrixAddress, type ChangeMatrixAddress, type MatrixAddress } from './use-matrix-address';

/** Everybody with everybody: the worst first, each cell one step from the whole answer. */
export function MatrixPage() {
  return (
    <ReachFrame current="matrix" className="flex h-full min-h-0 flex-col">
      <Content />
    </ReachFrame>
  );
}

function Content() {
  const t = useTranslations('reachability.matrix');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const [address, change] = useMatrixAddress();
  const { kind, rows, columns, order, bad, at } = address;
  const { data, error, refetch } = useQuery(
    trpc.reachability.matrix.queryOptions(
      {
        kind,
        from: rows.slice(0, 200),
        to: columns.slice(0, 200),
        order,
        onlyBad: bad,
        ...(at ? { at: at.toISOString() } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <MatrixBar view={data} address={address} onChange={change} />
      {error && !data && (
        <ErrorState title={t('failed')} onRetry={() => void refetch()}>
          {refusal(error)}
        </ErrorState>
      )}
      {!data && !error && <SkeletonRows rows={10} label={t('loading')} />}
      {data && <Shown view={data} address={address} onChange={change} />}
    </>
  );
}

type ShownProps = { view: MatrixView; address: MatrixAddress; onChange: ChangeMatrixAddress };

function Shown({ view, address, onChange }: ShownProps) {
  const t = useTranslations('reachability.matrix');
  const router = useRouter();
  const ends = ({ row, column }: CellAt) => ({
    from: view.rows[row]?.key ?? null,
    to: view.columns[column]?.key ?? null,
  });
  const open = (cell: CellAt) => {
    const { from, to } = ends(cell);
    if (from && to) router.push(reachBetween(from, to, address.at));
  };
  if (view.cells.length === 0)
    return (
      <Panel>
        <EmptyState level={2} title={t(address.bad ? 'allGood' : 'empty')}>
          {t(address.bad ? 'allGoodDetail' : 'emptyDetail')}
        </EmptyState>
      </Panel>
    );
  const chosen = chosenIn(view, address);
  return (
    <>
      <MatrixGrid view={view} chosen={chosen} onChoose={(cell) => void onChange(ends(cell))} onOpen={open} />
      <CellNote view={view} chosen={chosen} address={address} />
    </>
  );
}

function chosenIn({ rows, columns }: MatrixView, { from, to }: MatrixAddress): CellAt | null {
  const row = rows.findIndex((each) => each.key === from);
  const column = columns.findIndex((each) => each.key === to);
  return row < 0 || column < 0 ? null : { row, column };
}
