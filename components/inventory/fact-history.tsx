'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useObjectNames } from '@/components/audit/object-names';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import type { FactSection } from '@/domain/estate/sections';
import { changedFields } from '@/domain/lists/changed-fields';
import type { Fact } from './facts';

/** Who declared what when, newest first, each with what it changed. */
export function FactHistory({ facts }: { facts: readonly Pick<Fact, 'section' | 'key'>[] }) {
  const t = useTranslations('inventory');
  const sections = useTranslations('sources.file.sections');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { personName } = useObjectNames();
  const refs = facts.slice(0, 200).map(({ section, key }) => ({ section: section as FactSection, key }));
  const history = useQuery(trpc.inventory.history.queryOptions({ facts: refs }));
  if (history.isPending) return <SkeletonRows rows={6} label={t('loading')} />;
  if (history.isError) return <ErrorState title={t('failed')}>{refusal(history.error)}</ErrorState>;
  const versions = history.data;
  const before = (at: number) =>
    versions.slice(at + 1).find(({ section, key }) => section === versions[at]?.section && key === versions[at]?.key);
  return (
    <div className="pt-4">
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
          {versions.map((version, at) => (
            <TableRow key={`${version.section} ${version.key} ${version.version}`}>
              <TableCell>
                <TimeAgo at={new Date(version.since)} />
              </TableCell>
              <TableCell>
                {sections(version.section as 'sites')} <Mono>{version.key}</Mono>
              </TableCell>
              <TableCell className="mono whitespace-normal">
                {before(at)
                  ? changedFields(before(at)?.attributes, version.attributes).join(', ') || t('unchanged')
                  : t('firstDeclared')}
              </TableCell>
              <TableCell end>{version.by === null ? t('bySystem') : (personName(version.by) ?? version.by)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
