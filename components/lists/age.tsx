import { useTranslations } from 'use-intl';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Row } from './use-cell-words';

/** When it was last read; what nobody reads is declared, and what is old is said to be old. */
export function Age({ row }: { row: Pick<Row, 'observedAt' | 'stale'> }) {
  const t = useTranslations('lists');
  if (row.observedAt === null) return <span className="text-ink-3">{row.stale ? t('neverRead') : t('declared')}</span>;
  const at = <TimeAgo at={new Date(row.observedAt)} />;
  if (!row.stale) return at;
  return (
    <span className="text-unknown-text">
      {t('stale')} {at}
    </span>
  );
}
