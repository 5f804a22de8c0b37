'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { Mono } from '@/components/ui/mono';
import { StatusShape } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { nameOfFailed } from './name-of-failed';

type Row = ApiOutputs['reachability']['failures']['rows'][number];

/** Flows named in a cell; the rest is counted. */
const NAMED = 3;

/** One failure a row: what would stop, come back another way, or overflow. */
export function FailureTable({ rows, at }: { rows: readonly Row[]; at: Date | null }) {
  const t = useTranslations('reachability.failures.columns');
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeader>{t('what')}</TableHeader>
          <TableHeader>{t('lost')}</TableHeader>
          <TableHeader>{t('asymmetric')}</TableHeader>
          <TableHeader>{t('overLimit')}</TableHeader>
          <TableHeader end>{t('picture')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <FailureLine key={`${row.failed.kind}:${row.failed.key}`} row={row} at={at} />
        ))}
      </TableBody>
    </Table>
  );
}

function FailureLine({ row, at }: { row: Row; at: Date | null }) {
  const t = useTranslations('reachability.failures');
  const kinds = useTranslations('findingList.subject');
  const { failed, overLimit } = row;
  const picture = new URLSearchParams({
    fails: `${failed.kind}:${failed.key}`,
    ...(at ? { at: at.toISOString() } : {}),
  });
  return (
    <TableRow>
      <TableCell className="py-1.5">
        <span className="block text-11 text-ink-3">{kinds(failed.kind)}</span>
        <Mono className="font-medium">{nameOfFailed(failed)}</Mono>
      </TableCell>
      <FlowsCell flows={row.lost} count={row.lostCount} status="broken" />
      <FlowsCell flows={row.asymmetric} count={row.asymmetricCount} status="warning" />
      <FlowsCell flows={overLimit.map(({ subject }) => subject.key)} count={overLimit.length} status="warning" />
      <TableCell end>
        <Link href={`/topology?${picture}`} prefetch={false} className="text-accent hover:underline">
          {t('show')}
        </Link>
      </TableCell>
    </TableRow>
  );
}

type FlowsCellProps = { flows: readonly string[]; count: number; status: 'broken' | 'warning' };

function FlowsCell({ flows, count, status }: FlowsCellProps) {
  const t = useTranslations('reachability.failures');
  const shown = flows.slice(0, NAMED).join(', ');
  return (
    <TableCell className="max-w-80 py-1.5 whitespace-normal">
      {count === 0 ? (
        <span className="text-ink-3">{t('nothing')}</span>
      ) : (
        <span className="flex items-start gap-2">
          <StatusShape status={status} className="mt-0.5" />
          <span className="min-w-0">
            <span className="num font-medium">{count}</span>{' '}
            <span className="text-ink-2">{count > NAMED ? t('more', { shown, count: count - NAMED }) : shown}</span>
          </span>
        </span>
      )}
    </TableCell>
  );
}
