'use client';

import { useTranslations } from 'use-intl';
import { StatusMark, type Status } from '@/components/ui/status-mark';
import type { VerdictKind } from '@/domain/routing/verdict';

const MEANING: Record<VerdictKind, Status> = { reachable: 'healthy', unreachable: 'broken', unknown: 'unknown' };

/** One verdict in one word. */
export function VerdictMark({ kind }: { kind: VerdictKind }) {
  const t = useTranslations('changes.verdict');
  return <StatusMark status={MEANING[kind]} label={t(kind)} />;
}
