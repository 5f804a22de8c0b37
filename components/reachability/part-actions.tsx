'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { findingsAbout } from '@/components/findings/use-findings-address';
import { fixAddress } from '@/components/network/finding-note';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import { findingKey, routerOfFix } from '@/domain/checks/finding';
import type { AnsweredPart } from './details';

/** Reasons that only another reading can lift. */
const SILENT = new Set(['never-read', 'stale-reading']);

/** What can be done about a part that does not arrive. */
export function PartActions({ part: { verdict, finding } }: { part: AnsweredPart }) {
  const t = useTranslations('reachability');
  const rules = useTranslations('findings');
  const mayChange = useReach();
  if (verdict.kind === 'reachable') return null;
  const fix = finding?.fix;
  const mine = fix !== undefined && mayChange(routerOfFix(fix));
  const silent = verdict.reason !== undefined && SILENT.has(verdict.reason.code);
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-1 pl-9 text-12">
      {mine && (
        <Button asChild size="sm" variant="primary">
          <Link href={fixAddress(fix)}>{rules('fix')}</Link>
        </Button>
      )}
      {finding && (
        <Button asChild size="sm">
          <Link href={findingsAbout(finding.subject.key, findingKey(finding))}>{t('finding')}</Link>
        </Button>
      )}
      {silent && (
        <Button asChild size="sm">
          <Link href="/settings/sources">{t('sources')}</Link>
        </Button>
      )}
      {verdict.kind === 'unreachable' && !fix && verdict.owner && (
        <span className="text-ink-3">{t('fixNote', { owner: rules(`owner.${verdict.owner}`) })}</span>
      )}
    </div>
  );
}
