'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { usePast } from '@/components/lists/use-past';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import type { FactSection } from '@/domain/estate/sections';
import { FACT_FIELDS } from './fact-fields';
import { declareHref, type Fact } from './facts';
import { FactValue } from './fact-value';
import { useFieldName } from './field-name';

/** Declared beside observed, field by field; where they differ it is drift, and said so. */
export function ComparedFact({ fact }: { fact: Fact }) {
  const t = useTranslations('inventory');
  const sections = useTranslations('sources.file.sections');
  const name = useFieldName();
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const section = fact.section as FactSection;
  const { asked } = usePast();
  const reading = useQuery(trpc.inventory.read.queryOptions({ section, key: fact.key, ...asked }));
  if (reading.isPending) return <SkeletonRows rows={5} label={t('loading')} />;
  if (reading.isError) return <ErrorState title={t('failed')}>{refusal(reading.error)}</ErrorState>;
  const { observed, fields } = reading.data;
  const choices = new Set(FACT_FIELDS[section].flatMap(({ path, kind }) => (kind === 'choice' ? [path] : [])));
  const worded = (field: string, value: unknown) =>
    choices.has(field) && t.has(`choices.${value as 'edge'}`) ? t(`choices.${value as 'edge'}`) : value;
  const drift = fields.filter(({ state }) => state === 'differs').length;
  return (
    <Panel
      title={
        <>
          {sections(section as 'sites')} <Mono>{fact.key}</Mono>
        </>
      }
      sub={drift > 0 && <StatusMark status="warning" label={t('drift', { count: drift })} />}
      actions={fact.editable && <Link href={declareHref(section, { key: fact.key })}>{t('edit')}</Link>}
      footer={
        observed ? (
          <>
            {t(observed.stale ? 'staleFrom' : 'observedFrom', { source: observed.source })}{' '}
            {observed.observedAt ? <TimeAgo at={new Date(observed.observedAt)} /> : t('never')}
          </>
        ) : (
          t('declaredOnly')
        )
      }
    >
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('field')}</TableHeader>
            <TableHeader>{t('declared')}</TableHeader>
            {observed && <TableHeader>{t('observed')}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((each) => (
            <TableRow key={each.field}>
              <TableCell className="py-1.5 align-top text-ink-3">{name(each.field)}</TableCell>
              <TableCell className="min-w-36 py-1.5 align-top whitespace-normal">
                <FactValue value={worded(each.field, each.declared)} />
              </TableCell>
              {observed && (
                <TableCell className="min-w-36 py-1.5 align-top whitespace-normal">
                  <FactValue value={worded(each.field, each.observed)} />
                  {each.state === 'differs' && <StatusMark status="warning" label={t('differs')} />}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
