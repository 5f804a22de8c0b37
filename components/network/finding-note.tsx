'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { SeverityShape, severityBox } from '@/components/findings/severity';
import { findingsAbout } from '@/components/findings/use-findings-address';
import { richTags } from '@/components/i18n/rich-tags';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { findingKey, routerOfFix, type Finding } from '@/domain/checks/finding';

/** The form that would repair a finding, already filled in. */
export function fixAddress(fix: NonNullable<Finding['fix']>): string {
  return `/changes/new?${new URLSearchParams({ operation: fix.operation, ...fix.params })}`;
}

/** What is, whose it is, and the one button that repairs it; `past`: what was, which nothing repairs. */
export function FindingNote({ finding, past = false }: { finding: Finding; past?: boolean }) {
  const t = useTranslations('findings');
  const mayChange = useReach();
  const values = { ...richTags, ...finding.params, owner: t(`owner.${finding.owner}`) } as never;
  return (
    <div
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-3 border px-4 py-2.5',
        severityBox(finding.severity),
      )}
    >
      <SeverityShape severity={finding.severity} named />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{t.rich(`${finding.kind}.what`, values)}</span>{' '}
        {t.rich(`${finding.kind}.todo`, values)}{' '}
        <Link
          href={findingsAbout(finding.subject.key, findingKey(finding))}
          prefetch={false}
          title={t('evidence')}
          className="mono text-11 text-ink-3 underline hover:text-accent"
        >
          {finding.code}
        </Link>
      </p>
      {finding.fix && !past && mayChange(routerOfFix(finding.fix)) && (
        <Button asChild variant="primary" size="sm">
          <Link href={fixAddress(finding.fix)}>{t('fix')}</Link>
        </Button>
      )}
    </div>
  );
}
