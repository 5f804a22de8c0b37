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
import { changedFields } from '@/domain/lists/changed-fields';

/** Versions of one object, newest first, each with what changed against the one before. */
export function HistoryTab({ kind, objectKey }: { kind: string; objectKey: string }) {
  const t = useTranslations('network');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const history = useQuery(trpc.estate.history.queryOptions({ kind, key: objectKey }));
  if (history.isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (history.isError) return <ErrorState title={t('historyFailed')}>{refusal(history.error)}</ErrorState>;
  if (history.data.length === 0) return <EmptyState title={t('noHistory')}>{t('noHistoryDetail')}</EmptyState>;
  const versions = history.data;
  return (
    <Panel title={t('versions', { count: versions.length })}>
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('since')}</TableHeader>
            <TableHeader>{t('changed')}</TableHeader>
            <TableHeader end>{t('source')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.map((version, index) => (
            <TableRow key={version.id}>
              <TableCell>
                <TimeAgo at={new Date(version.validFrom)} />
              </TableCell>
              <TableCell className="mono whitespace-normal">
                {index === versions.length - 1
                  ? t('firstSeen')
                  : changedFields(versions[index + 1]?.attributes, version.attributes).join(', ') || t('back')}
              </TableCell>
              <TableCell end>{version.source}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
