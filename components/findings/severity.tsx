'use client';

import { Info } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { StatusShape, statusTone } from '@/components/ui/status-mark';
import type { FindingSeverity } from '@/domain/checks/finding';

/** A notice says nothing of the state of an object, so it has none of the five meanings of a status. */
const STATUS = { error: 'broken', warning: 'warning', notice: null } as const;

/** The classes of a box about a finding. */
export function severityBox(severity: FindingSeverity): string {
  const status = STATUS[severity];
  return status ? cn(statusTone[status].soft, statusTone[status].line) : 'border-line-2 bg-sunken';
}

/** The shape alone; the word must stand beside it, or `named` says it. */
export function SeverityShape({
  severity,
  named = false,
  className,
}: {
  severity: FindingSeverity;
  named?: boolean;
  className?: string;
}) {
  const t = useTranslations('findings.severity');
  const status = STATUS[severity];
  const title = named ? t(severity) : undefined;
  if (status) return <StatusShape status={status} className={className} {...(title ? { title } : {})} />;
  return (
    <Info
      className={cn('size-3 shrink-0 stroke-[1.75] text-ink-3', className)}
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    />
  );
}

export function SeverityBadge({ severity }: { severity: FindingSeverity }) {
  const t = useTranslations('findings.severity');
  const status = STATUS[severity];
  return (
    <Badge size="sm" {...(status ? { status } : { icon: <SeverityShape severity={severity} /> })}>
      {t(severity)}
    </Badge>
  );
}
