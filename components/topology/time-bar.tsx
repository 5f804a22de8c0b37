'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type MouseEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { MomentsButton } from '@/components/ui/moments-button';
import { Segmented } from '@/components/ui/segmented';
import { StatusShape } from '@/components/ui/status-mark';
import type { Timeline } from './picture';
import { TimeMarkButton } from './time-mark';
import type { ChangeAddress } from './use-topology-address';

const RANGES = ['1', '6', '24', '168'] as const;
/** Marks stand on this much of the track, percent: the last one must not be cut. */
const MOST = 99;

type TimeBarProps = { at: Date | null; since: Date | null; onChange: ChangeAddress };

/** When the estate moved. A press on the line looks at that moment; comparing shows what differs since. */
export function TimeBar({ at, since, onChange }: TimeBarProps) {
  const t = useTranslations('topology.time');
  const format = useFormatter();
  const [hours, setHours] = useState<(typeof RANGES)[number]>('6');
  const trpc = useTRPC();
  const timeline = useQuery(
    trpc.estate.timeline.queryOptions(
      { hours: Number(hours) },
      { refetchInterval: 60_000, placeholderData: (before) => before },
    ),
  ).data;
  const shown = at ?? (timeline ? new Date(timeline.until) : null);
  const compareWith = since ? null : suggestion(timeline, at);
  return (
    <section aria-label={t('label')} className="@container shrink-0 border-t border-line bg-surface px-4 text-12">
      {/* Where an inspector leaves it too little beside the boxes, the line has a row of its own. */}
      <div className="flex flex-wrap items-center gap-x-4 pb-2 @3xl:h-13 @3xl:flex-nowrap @3xl:pb-0">
        <div className="w-34 shrink-0">
          <p className="flex items-center gap-1.5 font-medium">
            <StatusShape status={at ? 'unknown' : 'healthy'} />
            {at ? t('past') : t('live')}
          </p>
          <p className="num truncate text-11 text-ink-3">
            {shown && format.dateTime(shown, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })}
          </p>
        </div>
        {timeline && <Track timeline={timeline} at={at} since={since} onChange={onChange} />}
        <Segmented
          label={t('range')}
          value={hours}
          onChange={setHours}
          segments={RANGES.map((each) => ({ value: each, label: t(`ranges.${each}`) }))}
        />
        <MomentsButton
          size="sm"
          label={t('moment')}
          go={t('show')}
          fields={[
            { name: 'at', label: t('shownMoment'), value: at, help: t('shownMomentHelp') },
            { name: 'since', label: t('comparedMoment'), value: since, help: t('comparedMomentHelp') },
          ]}
          onGo={(moments) => void onChange({ ...moments, ...(moments.since ? { node: null } : {}) })}
        />
        {since ? (
          <Button size="sm" onClick={() => void onChange({ since: null })}>
            {t('leaveCompare')}
          </Button>
        ) : (
          <Button
            size="sm"
            disabled={!compareWith}
            onClick={() => compareWith && void onChange({ since: compareWith, node: null })}
          >
            {compareWith
              ? t('compare', {
                  at: format.dateTime(compareWith, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
                })
              : t('compareNothing')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Just before the last thing that happened up to the shown moment. */
function suggestion(timeline: Timeline | undefined, at: Date | null): Date | null {
  const limit = at?.toISOString() ?? timeline?.until ?? '';
  const last = timeline?.marks.filter((each) => each.at <= limit).at(-1);
  return last ? new Date(Date.parse(last.at) - 60_000) : null;
}

function Track({ timeline, at, since, onChange }: TimeBarProps & { timeline: Timeline }) {
  const t = useTranslations('topology.time');
  const format = useFormatter();
  const [from, until] = [Date.parse(timeline.from), Date.parse(timeline.until)];
  const share = (moment: number) => Math.min(MOST, Math.max(0, ((moment - from) / (until - from)) * MOST));
  const ticks = Array.from({ length: 5 }, (_, index) => from + ((until - from) * (index + 0.5)) / 5);
  const press = (event: MouseEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const moment = from + ((event.clientX - left) / width) * (100 / MOST) * (until - from);
    void onChange({ at: moment >= until ? null : new Date(Math.round(moment)) });
  };
  return (
    // The marks and the boxes beside it lead by keyboard wherever a press on the line leads.
    <div
      className="relative order-first h-13 min-w-0 flex-1 basis-full cursor-pointer @3xl:order-none @3xl:basis-0"
      onClick={press}
    >
      <div aria-hidden className="absolute inset-x-0 top-6 h-0.5 bg-line-2" />
      {since && <Cursor at={share(since.getTime())} dashed />}
      <Cursor at={at ? share(at.getTime()) : MOST} />
      {ticks.map((moment) => (
        <span
          key={moment}
          aria-hidden
          className="num absolute top-8 -translate-x-1/2 text-11 whitespace-nowrap text-ink-3 max-xl:even:hidden"
          style={{ left: `${share(moment)}%` }}
        >
          {format.dateTime(new Date(moment), tickLook(until - from))}
        </span>
      ))}
      <ul aria-label={t('marks')}>
        {timeline.marks.map((mark) => (
          <li key={`${mark.kind} ${mark.at}`}>
            <TimeMarkButton
              mark={mark}
              left={share(Date.parse(mark.at))}
              onChoose={() => void onChange({ at: new Date(Date.parse(mark.at) + 1) })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function tickLook(spanMs: number) {
  return spanMs > 2 * 86_400_000
    ? ({ month: '2-digit', day: '2-digit' } as const)
    : ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const);
}

function Cursor({ at, dashed }: { at: number; dashed?: boolean }) {
  return (
    <div
      aria-hidden
      className={cn('absolute top-1 h-7 border-l-2 border-accent', dashed && 'border-dashed')}
      style={{ left: `${at}%` }}
    />
  );
}
