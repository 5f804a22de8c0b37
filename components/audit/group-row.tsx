'use client';

import { ChevronRight, ListOrdered, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ChangeStatusBadge } from '@/components/changes/change-status';
import { ChangeTitle } from '@/components/changes/change-title';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Mono } from '@/components/ui/mono';
import { ExactTime } from '@/components/ui/time-ago';
import type { ChangeStatus } from '@/domain/changes/change';
import { kindOf, type Entry, type Group } from './audit-words';
import { EntryDetails } from './entry-details';
import { EntryRow } from './entry-row';
import { EntrySentence } from './entry-sentence';
import { useObjectNames } from './object-names';
import { ResultMark } from './result-mark';
import { WrittenRows } from './written-rows';

/** A change with all its rows, or one row that belongs to none. */
export function GroupRow({ group, open }: { group: Group; open: boolean }) {
  const [entry] = group.entries;
  if (group.change) return <ChangeGroup group={group} change={group.change} initiallyOpen={open} />;
  return entry ? <Single entry={entry} /> : null;
}

type Change = NonNullable<Group['change']>;

function ChangeGroup({ group, change, initiallyOpen }: { group: Group; change: Change; initiallyOpen: boolean }) {
  const t = useTranslations('audit');
  const names = useObjectNames();
  const [open, setOpen] = useState(initiallyOpen);
  const status = change.status as ChangeStatus;
  return (
    <Expandable
      open={open}
      onToggle={() => setOpen(!open)}
      lead={<Mono>{t('changeNumber', { number: String(change.number) })}</Mono>}
      title={<ChangeTitle operations={change.operations} />}
      by={names.personName(change.authorId) ?? ''}
      time={
        <>
          <ExactTime form="minute" at={new Date(group.firstAt)} /> {t('to')}{' '}
          <ExactTime form="minute" at={new Date(group.lastAt)} />
        </>
      }
      state={<ChangeStatusBadge status={status} />}
      denied={false}
    >
      <div className="border-t border-line py-3 pr-4 pl-11">
        <p className="mb-3 text-12 text-ink-2">{t('quoted', { text: change.reason })}</p>
        <WrittenRows entries={group.entries} />
        <div className="mt-2 overflow-clip rounded-2 border border-line">
          {group.entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} />
          ))}
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <Button asChild size="sm">
            <Link href={`/changes/${change.number}`}>
              {status === 'done' ? <Undo2 aria-hidden /> : <ListOrdered aria-hidden />}
              {t(status === 'done' ? 'revertThis' : 'openChange')}
            </Link>
          </Button>
          {group.count > group.entries.length && (
            <Button asChild size="sm">
              <Link href={`/audit?change=${change.number}&view=row`}>{t('allRows', { count: group.count })}</Link>
            </Button>
          )}
          <Mono className="ml-auto text-ink-3">{t('rowRange', { first: group.firstSeq, last: group.lastSeq })}</Mono>
        </div>
      </div>
    </Expandable>
  );
}

function Single({ entry }: { entry: Entry }) {
  const t = useTranslations('audit');
  const [open, setOpen] = useState(false);
  return (
    <Expandable
      open={open}
      onToggle={() => setOpen(!open)}
      lead={<span className="text-ink-2">{t(`kinds.${kindOf(entry.action)}`)}</span>}
      title={<EntrySentence entry={entry} />}
      by={entry.actorKind === 'anonymous' ? t('anonymous') : entry.actorName}
      time={<ExactTime at={new Date(entry.at)} />}
      state={<ResultMark result={entry.result} />}
      denied={entry.result === 'denied'}
    >
      <EntryDetails entry={entry} />
    </Expandable>
  );
}

function Expandable(props: {
  open: boolean;
  onToggle: () => void;
  lead: ReactNode;
  title: ReactNode;
  by: ReactNode;
  time: ReactNode;
  state: ReactNode;
  denied: boolean;
  children: ReactNode;
}) {
  const { open, onToggle, lead, title, by, time, state, denied, children } = props;
  return (
    <div className={cn('border-b border-line last:border-b-0', denied && 'bg-broken-soft')}>
      <button
        type="button"
        data-row
        aria-expanded={open}
        onClick={onToggle}
        className="grid min-h-9 w-full grid-cols-[14px_72px_minmax(0,1fr)_auto] items-center gap-3 px-4 py-1.5 text-left text-12 -outline-offset-2 hover:bg-hover md:grid-cols-[14px_72px_minmax(0,1fr)_92px_108px_104px] lg:grid-cols-[14px_76px_minmax(0,1fr)_120px_116px_140px]"
      >
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 stroke-[1.5] text-ink-3 transition-transform duration-(--t-fast)',
            open && 'rotate-90',
          )}
        />
        {lead}
        <span className="min-w-0 text-13">{title}</span>
        <span className="hidden min-w-0 truncate text-right text-ink-2 md:block">{by}</span>
        <span className="hidden text-right text-ink-2 md:block">{time}</span>
        <span className="justify-self-start">{state}</span>
      </button>
      {open && children}
    </div>
  );
}
