'use client';

import { useTranslations } from 'use-intl';
import { DiffRows, type DiffRow } from '@/components/ui/diff-rows';
import type { Entry } from './audit-words';
import { diffValues } from './diff-values';

/** What a change really wrote: the rows its steps brought and took, each with the cloud's own request id. */
export function WrittenRows({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations('audit');
  const words = useTranslations('common.diff');
  const rows = entries
    .filter((entry) => entry.action.startsWith('step.') && entry.result === 'done')
    .toReversed()
    .flatMap((entry) => diffValues(entry.before, entry.after).map((field) => rowOf(entry, field, t)));
  if (rows.length === 0) return null;
  return (
    <div className="overflow-clip rounded-2 border border-line">
      <DiffRows
        groups={[{ rows }]}
        words={{ add: words('add'), mod: words('mod'), del: words('del'), same: words('same') }}
      />
    </div>
  );
}

function rowOf(
  entry: Entry,
  { before, after }: { before?: string; after?: string },
  t: ReturnType<typeof useTranslations<'audit'>>,
): DiffRow {
  const where = entry.objects.find((each) => !each.startsWith('change:'))?.replace(/^(vbr|vpc):/, '');
  const note = [entry.requestId, t('rowNumber', { seq: entry.seq })].filter(Boolean).join(', ');
  return {
    kind: before === undefined ? 'add' : after === undefined ? 'del' : 'mod',
    subject: after ?? before,
    detail: where && <span className="text-ink-2">{t('on', { where })}</span>,
    note,
  };
}
