'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { SeverityShape } from '@/components/findings/severity';
import { StatusShape } from '@/components/ui/status-mark';
import { Tag } from '@/components/ui/tag';
import type { PlanFinding, PlanFindings } from '@/domain/changes/plan';
import type { FindingKind } from '@/domain/checks/finding';
import type { Problem } from '@/domain/errors';

/** Findings have a list of their own, so what the planner says of them is not said twice. */
export function isAboutFinding(problem: Problem): boolean {
  return problem.code.startsWith('finding-');
}

/** The name of a finding by its key: what is wrong, and where. */
export function useFindingName(): (key: string) => { title: string; where: string } {
  const t = useTranslations('findings');
  return (key) => {
    const [kind = '', , subject = '', prefix = ''] = key.split('|');
    const title = `${kind as FindingKind}.title` as const;
    return { title: t.has(title) ? t(title) : kind, where: prefix ? `${subject} ${prefix}` : subject };
  };
}

export function countFindings({ appear, go, between }: PlanFindings): number {
  return appear.length + go.length + between.length;
}

/** What the rules will say that they do not say now, what they will say no more, and what they would say on the way. */
export function FindingsList({ findings }: { findings: PlanFindings }) {
  const t = useTranslations('changes.findings');
  return (
    <ul className="flex flex-col gap-1.5 text-12">
      {findings.appear.map((finding) => (
        <FindingItem key={finding.key} finding={finding}>
          <Tag tone="del">{t('appears')}</Tag>
        </FindingItem>
      ))}
      {findings.between.map((finding) => (
        <FindingItem key={finding.key} finding={finding}>
          <Tag tone="mod">{t('between', { step: finding.step + 1 })}</Tag>
        </FindingItem>
      ))}
      {findings.go.map((finding) => (
        <FindingItem key={finding.key} finding={finding} gone>
          <Tag tone="add">{t('goes')}</Tag>
        </FindingItem>
      ))}
    </ul>
  );
}

function FindingItem({ finding, gone, children }: { finding: PlanFinding; gone?: boolean; children: ReactNode }) {
  const t = useTranslations('findings');
  const { kind, severity, owner, params, code } = finding;
  const what = `${kind as FindingKind}.what` as const;
  const values = { ...richTags, ...params, owner: t(`owner.${owner}`) } as never;
  return (
    <li className="flex items-start gap-2">
      {gone ? (
        <StatusShape status="healthy" className="mt-0.5" />
      ) : (
        <SeverityShape severity={severity} named className="mt-0.5" />
      )}
      <span className="min-w-0 flex-1">
        {t.has(what) ? t.rich(what, values) : kind} <span className="mono text-11 text-ink-3">{code}</span>
      </span>
      {children}
    </li>
  );
}
