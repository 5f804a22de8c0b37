'use client';

import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import type { Status } from '@/components/ui/status-mark';
import type { ChangeStatus } from '@/domain/changes/change';

/** Which of the five meanings a change's status has; none for what simply waits or has ended without effect. */
const MEANING: Partial<Record<ChangeStatus, Status>> = {
  planning: 'changing',
  applying: 'changing',
  verifying: 'changing',
  reverting: 'changing',
  paused: 'warning',
  waiting: 'warning',
  stale: 'warning',
  held: 'broken',
  done: 'healthy',
  reverted: 'warning',
};

export function ChangeStatusBadge({ status }: { status: ChangeStatus }) {
  const t = useTranslations('changes.status');
  return <Badge status={MEANING[status]}>{t(status)}</Badge>;
}
