'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useObjectNames } from '@/components/audit/object-names';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import type { FactSection } from '@/domain/estate/sections';
import type { Fact } from './facts';

/** Who declared what when, newest first, each with what it changed. */
export function FactHistory({ facts, title }: { facts: readonly Pick<Fact, 'section' | 'key'>[]; title?: string }) {
  const t = useTranslations('inventory');
  const sections = useTranslations('sources.file.sections');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { personName } = useObjectNames();
  const refs = facts.slice(0, 200).map(({ section, key }) => ({ section: section as FactSection, key }));
  const history = useQuery(trpc.inventory.history.queryOptions({ facts: refs }));
  if (history.isPending) return <SkeletonRows rows={6} label={t('loading')} />;
  if (history.isError) return <ErrorState title={t('failed')}>{refusal(history.error)}</ErrorState>;
  const { lines, older } = history.data;
  return (
    <Panel title={title} className="mt-3">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('when')}</TableHeader>
            <TableHeader>{t('what')}</TableHeader>
            <TableHeader>{t('changedFields')}</TableHeader>
            <TableHeader end>{t('who')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map(({ section, key, version, at, step, fields, by }) => (
            <TableRow key={`${section} ${key} ${version} ${step}`}>
              <TableCell>
                <TimeAgo at={new Date(at)} />
              </TableCell>
              <TableCell>
                {sections(section as 'sites')} <Mono>{key}</Mono>
              </TableCell>
              <TableCell className="mono whitespace-normal">
                {step === 'changed' && fields.length > 0
                  ? fields.join(', ')
                  : [t(`steps.${step}`), ...fields].join(': ')}
              </TableCell>
              <TableCell end>{by !== null ? (personName(by) ?? '') : step === 'gone' ? null : t('bySystem')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {older && <p className="px-4 py-3 text-12 text-ink-3">{t('olderNotShown')}</p>}
    </Panel>
  );
}
