'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { Mono } from '@/components/ui/mono';
import { ExactTime } from '@/components/ui/time-ago';
import { ActorName } from './actor-name';
import type { Entry } from './audit-words';
import { EntryDetails } from './entry-details';
import { EntrySentence } from './entry-sentence';
import { ResultMark } from './result-mark';

/** One row of the audit; opened, all that is on record of it. */
export function EntryRow({ entry, withChange }: { entry: Entry; withChange?: boolean }) {
  const t = useTranslations('audit');
  const [open, setOpen] = useState(false);
  return (
    <div className={cn('border-b border-line last:border-b-0', entry.result === 'denied' && 'bg-broken-soft')}>
      <button
        type="button"
        data-row
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid min-h-(--row) w-full grid-cols-[14px_64px_132px_minmax(0,1fr)_auto] items-center gap-3 px-4 py-1 text-left text-12 -outline-offset-2 hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 stroke-[1.5] text-ink-3 transition-transform duration-(--t-fast)',
            open && 'rotate-90',
          )}
        />
        <ExactTime at={new Date(entry.at)} className="text-ink-2" />
        <ActorName entry={entry} />
        <span className="min-w-0">
          {withChange && entry.changeNumber !== null && (
            <Mono className="mr-2 text-ink-3">{t('changeNumber', { number: String(entry.changeNumber) })}</Mono>
          )}
          <EntrySentence entry={entry} />
          {entry.requestId && <Mono className="ml-2 text-ink-3">{entry.requestId.slice(0, 13)}…</Mono>}
        </span>
        <span className="w-20">
          <ResultMark result={entry.result} />
        </span>
      </button>
      {open && <EntryDetails entry={entry} />}
    </div>
  );
}
