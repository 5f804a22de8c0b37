'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import { TimeAgo } from '@/components/ui/time-ago';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { DatedHop, DatedVerdict } from '@/domain/routing/dated-verdict';
import type { GraphStatus } from '@/domain/topology/graph';
import type { Direction } from '@/domain/topology/path';
import { useReasonText } from './verdict-sentence';
import { VERDICT_STATUS } from './verdict-status';

const HOP_STATUS: Record<DatedHop['status'], GraphStatus> = {
  passes: 'healthy',
  delivers: 'healthy',
  stops: 'broken',
  unknown: 'unknown',
  assumed: 'unknown',
};

/** One direction hop by hop: device, the row that decided and its runner-up, and how old the reading is. */
export function HopList({ verdict, direction }: { verdict: DatedVerdict; direction: Direction }) {
  const t = useTranslations('topology.path');
  return (
    <section className="border-b border-line">
      <h3 className="flex h-8 items-center gap-2 border-b border-line bg-sunken px-4 text-12 font-strong">
        {t(`direction.${direction}`)}
        <StatusMark
          status={VERDICT_STATUS[verdict.kind]}
          label={t(`badge.${direction}.${verdict.kind}`)}
          className="ml-auto"
        />
      </h3>
      <HopTimeline verdict={verdict} label={t(`direction.${direction}`)} />
      {verdict.part && (
        <p className="px-4 pb-3 text-12 text-ink-2">{t.rich('part', { ...richTags, part: verdict.part.join(', ') })}</p>
      )}
    </section>
  );
}

/** The hops alone: each device, what decided there, and how old that is. */
export function HopTimeline({ verdict, label }: { verdict: DatedVerdict; label: string }) {
  const kinds = useTranslations('topology.kinds');
  const words = useTranslations('topology.hop');
  const reasonText = useReasonText();
  const last = verdict.hops.length - 1;
  return (
    <Timeline label={label} className="px-4 py-3">
      {verdict.hops.map((hop, at) => (
        <TimelineItem
          key={`${hop.place.kind} ${hop.place.key} ${at}`}
          dense
          status={HOP_STATUS[hop.status]}
          statusLabel={words(hop.status)}
          title={
            <>
              <Mono>{hop.place.key}</Mono> <span className="font-regular text-ink-3">{kinds(hop.place.kind)}</span>
            </>
          }
          time={hop.observedAt ? <TimeAgo at={new Date(hop.observedAt)} /> : undefined}
          detail={<HopDetail hop={hop} reason={at === last && verdict.reason ? reasonText(verdict.reason) : null} />}
        />
      ))}
    </Timeline>
  );
}

function HopDetail({ hop, reason }: { hop: DatedHop; reason: string | null }) {
  const t = useTranslations('topology.hop');
  const types = useTranslations('topology.routeTypes');
  const typeOf = (type: string) => (types.has(type as never) ? types(type as never) : type);
  return (
    <>
      {reason && (
        <span className={hop.status === 'stops' ? 'font-medium text-broken-text' : 'font-medium'}>
          {t('because', { reason })}
        </span>
      )}
      {hop.row && (
        <span className="block">
          <Mono>{`${hop.row.prefix} → ${hop.row.nextHop}`}</Mono>{' '}
          <span className="text-ink-3">{typeOf(hop.row.type)}</span>
        </span>
      )}
      {hop.runnerUp && (
        <span className="block text-ink-3">
          {t('runnerUp')} <Mono>{`${hop.runnerUp.prefix} → ${hop.runnerUp.nextHop}`}</Mono>
        </span>
      )}
      {!hop.row && !reason && hop.status === 'assumed' && <span className="text-ink-3">{t('assumedDetail')}</span>}
    </>
  );
}
