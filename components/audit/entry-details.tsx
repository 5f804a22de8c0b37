'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { DiffRows, type DiffRow } from '@/components/ui/diff-rows';
import { KeyValueList, type KeyValue } from '@/components/ui/key-value';
import { CopyMono, Mono } from '@/components/ui/mono';
import { ExactTime } from '@/components/ui/time-ago';
import type { Entry } from './audit-words';
import { byRecord, diffValues, type FieldDiff } from './diff-values';
import { useObjectNames } from './object-names';

/** Past this many fields the file is the better reader. */
const SHOWN = 80;

/** All that is on record of one row: before and after field by field, ids, and its place in the chain. */
export function EntryDetails({ entry }: { entry: Entry }) {
  const t = useTranslations('audit');
  const words = useTranslations('common.diff');
  const names = useObjectNames();
  const diff = diffValues(entry.before, entry.after);
  const groups = byRecord(diff.slice(0, SHOWN)).map(({ record, fields }) => ({
    title: record === null ? undefined : <Mono>{record}</Mono>,
    rows: fields.map((field) => rowOf(field, names.personName)),
  }));
  return (
    <div className="flex flex-col gap-3 border-t border-line bg-surface py-3 pr-4 pl-11">
      {groups.length > 0 && (
        <div className="overflow-clip rounded-2 border border-line">
          <DiffRows
            groups={groups}
            words={{ add: words('add'), mod: words('mod'), del: words('del'), same: words('same') }}
          />
          {diff.length > SHOWN && (
            <p className="px-4 py-2 text-12 text-ink-3">{t('moreFields', { count: diff.length - SHOWN })}</p>
          )}
        </div>
      )}
      <Facts entry={entry} />
    </div>
  );
}

function rowOf({ path, before, after }: FieldDiff, personName: (id: string) => string | undefined): DiffRow {
  const said = (text: string) => <Mono className="break-all whitespace-pre-wrap">{personName(text) ?? text}</Mono>;
  const subject = <span className="whitespace-normal">{path}</span>;
  if (before === undefined) return { kind: 'add', subject, detail: wrapped(said(after ?? '')) };
  if (after === undefined) return { kind: 'del', subject, detail: wrapped(said(before)) };
  return {
    kind: 'mod',
    subject,
    detail: wrapped(
      <>
        {said(before)} <span className="text-ink-3">→</span> {said(after)}
      </>,
    ),
  };
}

/** A long value breaks here instead of being cut: this is the record. */
function wrapped(content: React.ReactNode) {
  return <span className="block py-1 whitespace-normal">{content}</span>;
}

function Facts({ entry }: { entry: Entry }) {
  const t = useTranslations('audit');
  const names = useObjectNames();
  const items: KeyValue[] = [
    { key: t('at'), value: <ExactTime form="full" at={new Date(entry.at)} /> },
    { key: t('actionLabel'), value: <Mono>{entry.action}</Mono> },
  ];
  if (entry.changeNumber !== null)
    items.push({
      key: t('change'),
      value: (
        <Link href={`/changes/${entry.changeNumber}`} className="mono text-accent hover:underline">
          {t('changeNumber', { number: String(entry.changeNumber) })}
        </Link>
      ),
    });
  if (entry.stepIndex !== null) items.push({ key: t('step'), value: entry.stepIndex + 1 });
  if (entry.requestId) items.push({ key: t('requestId'), value: <CopyMono value={entry.requestId} /> });
  // The change has its own line, by the number people say.
  const objects = entry.objects.filter((reference) => entry.changeNumber === null || !reference.startsWith('change:'));
  if (objects.length > 0)
    items.push({
      key: t('objects'),
      value: (
        <span className="flex flex-wrap gap-x-3">
          {objects.map((reference) => (
            <CopyMono key={reference} value={reference}>
              {names.nameOf(reference)}
            </CopyMono>
          ))}
        </span>
      ),
    });
  if (entry.detail !== null && entry.detail !== undefined)
    items.push({
      key: t('detail'),
      value: (
        <span className="mono text-11 break-all whitespace-pre-wrap text-ink-2">{JSON.stringify(entry.detail)}</span>
      ),
    });
  items.push({
    key: t('chainPlace'),
    value: (
      <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-2">
        {t('rowNumber', { seq: entry.seq })} <CopyMono value={entry.hash}>{`${entry.hash.slice(0, 16)}…`}</CopyMono>
      </span>
    ),
  });
  return <KeyValueList items={items} />;
}
