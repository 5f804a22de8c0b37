'use client';

import { useTranslations } from 'use-intl';
import { StatusMark } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import { FailureText } from './failure-text';
import { kindMeaning, type Source } from './source-words';

/** The age of each kind a source is read for: one silent part is told apart from a silent source. */
export function KindTable({ kinds }: { kinds: Source['kinds'] }) {
  const t = useTranslations('sources');
  if (kinds.length === 0)
    return <p className="border-t border-line px-4 py-3 text-12 text-ink-3">{t('nothingRead')}</p>;
  return (
    <div className="border-t border-line">
      <Table compact>
        <TableHead>
          <TableRow>
            <TableHeader>{t('kind')}</TableHeader>
            <TableHeader>{t('state')}</TableHeader>
            <TableHeader end>{t('parts')}</TableHeader>
            <TableHeader end>{t('oldest')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {kinds.map((kind) => (
            <KindRow key={kind.kind} kind={kind} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function KindRow({ kind }: { kind: Source['kinds'][number] }) {
  const t = useTranslations('sources');
  const meaning = kindMeaning(kind);
  const name = kind.kind as 'vpc';
  return (
    <TableRow>
      <TableCell>{t.has(`kinds.${name}`) ? t(`kinds.${name}`) : kind.kind}</TableCell>
      <TableCell className="whitespace-normal">
        <StatusMark status={meaning} label={t(`kindState.${meaning}`, { stale: kind.stale })} />
        {kind.error && (
          <span className="ml-2 text-ink-2">
            <FailureText error={kind.error} />
          </span>
        )}
      </TableCell>
      <TableCell end>{kind.parts}</TableCell>
      <TableCell end>{kind.oldestObservedAt ? <TimeAgo at={new Date(kind.oldestObservedAt)} /> : t('never')}</TableCell>
    </TableRow>
  );
}
