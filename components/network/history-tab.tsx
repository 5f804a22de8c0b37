'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';

type HistoryTabProps = { kind: string; objectKey: string; title?: string | undefined };

/** What happened to one object, the latest first: when it was first seen, what changed, when it went. */
export function HistoryTab({ kind, objectKey, title }: HistoryTabProps) {
  const t = useTranslations('network');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const history = useQuery(trpc.estate.history.queryOptions({ kind, key: objectKey }));
  if (history.isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (history.isError) return <ErrorState title={t('historyFailed')}>{refusal(history.error)}</ErrorState>;
  if (history.data.lines.length === 0) return <EmptyState title={t('noHistory')}>{t('noHistoryDetail')}</EmptyState>;
  const { lines, older } = history.data;
  return (
    <Panel title={title ?? t('moves', { count: lines.length })} sub={title && t('moves', { count: lines.length })}>
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('since')}</TableHeader>
            <TableHeader>{t('changed')}</TableHeader>
            <TableHeader end>{t('source')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.id}>
              <TableCell>
                <TimeAgo at={new Date(line.at)} />
              </TableCell>
              <TableCell className="mono whitespace-normal">
                {line.step === 'changed' && line.fields.length > 0
                  ? line.fields.join(', ')
                  : [t(`steps.${line.step}`), ...line.fields].join(': ')}
              </TableCell>
              <TableCell end>{line.source}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {older && <p className="px-4 py-3 text-12 text-ink-3">{t('olderNotShown')}</p>}
    </Panel>
  );
}
