'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useReasonText } from '@/components/topology/verdict-sentence';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Mono } from '@/components/ui/mono';
import { StatusShape } from '@/components/ui/status-mark';
import { reachBetween } from '../use-reach-address';
import type { CellAt, MatrixView } from './details';
import type { MatrixAddress } from './use-matrix-address';

type CellNoteProps = { view: MatrixView; chosen: CellAt | null; address: MatrixAddress };

/** Below the grid: the chosen cell in words, and the way to the whole answer; how much is not shown. */
export function CellNote({ view, chosen, address }: CellNoteProps) {
  const t = useTranslations('reachability.matrix');
  const hidden = view.rowCount > view.rows.length || view.columnCount > view.columns.length;
  const from = chosen && view.rows[chosen.row];
  const to = chosen && view.columns[chosen.column];
  return (
    <footer className="mt-2 flex min-h-14 shrink-0 flex-wrap items-center gap-3 rounded-3 border border-line bg-surface px-4 py-2 text-12">
      {from && to ? (
        <Chosen from={from.key} to={to.key} address={address} />
      ) : (
        <span className="text-ink-3">
          {t('hint')} <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>Enter</Kbd>
        </span>
      )}
      {hidden && (
        <span className="ml-auto text-ink-3">
          {t('cut', { rows: view.rowCount, columns: view.columnCount, most: view.rows.length })}
        </span>
      )}
    </footer>
  );
}

type Cell = ApiOutputs['reachability']['cell'];

function Chosen({ from, to, address }: { from: string; to: string; address: MatrixAddress }) {
  const t = useTranslations('reachability');
  const trpc = useTRPC();
  const { kind, at } = address;
  const { data } = useQuery(
    trpc.reachability.cell.queryOptions({ kind, from, to, ...(at ? { at: at.toISOString() } : {}) }),
  );
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2 font-medium">
          {data && <StatusShape status={VERDICT_STATUS[data.kind]} />}
          <Mono>{from}</Mono> ⇄ <Mono>{to}</Mono>
          {data && <span>{t(`matrix.verdicts.${data.kind}`)}</span>}
        </span>
        {data && (
          <span className="block text-ink-2">
            <Way word={t('direction.forward')} cause={data.forward} />{' '}
            <Way word={t('direction.back')} cause={data.back} />
          </span>
        )}
      </span>
      <Button asChild size="sm" variant="primary">
        <Link href={reachBetween(from, to, at)}>{t('matrix.open')}</Link>
      </Button>
    </>
  );
}

function Way({ word, cause }: { word: string; cause: Cell['forward'] }) {
  const t = useTranslations('reachability.matrix');
  const owners = useTranslations('findings.owner');
  const reasonText = useReasonText();
  if (!cause) return <span>{t('way', { way: word, what: t('works') })}</span>;
  const what = reasonText(cause.reason);
  return (
    <span>{t('way', { way: word, what: cause.owner ? t('owned', { what, owner: owners(cause.owner) }) : what })}</span>
  );
}
