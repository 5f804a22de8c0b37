'use client';

import { useTranslations } from 'use-intl';
import { StatusMark, type Status } from '@/components/ui/status-mark';
import type { SessionWord } from '@/domain/changes/session';

/** Only Established is up; what is being set up moves, what nobody has read is unknown. */
const MEANING: Record<SessionWord, Status> = {
  established: 'healthy',
  connect: 'changing',
  opensent: 'changing',
  openconfirm: 'changing',
  idle: 'broken',
  active: 'broken',
  down: 'broken',
  absent: 'unknown',
  unknown: 'unknown',
  stale: 'unknown',
  unread: 'unknown',
};

/** A session in the source's own word. `lost`: it was there and should be, so that not being there is broken. */
export function SessionMark({ word, lost }: { word: SessionWord; lost?: boolean }) {
  const t = useTranslations('changes.session.word');
  return <StatusMark status={lost && word === 'absent' ? 'broken' : MEANING[word]} label={t(word)} />;
}
