'use client';

import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { cn } from '@/components/ui/cn';
import { StatusMark, StatusShape, type Status } from '@/components/ui/status-mark';

type ShownTrail = ApiOutputs['reachability']['trails']['shown'][number];
type Sighting = ShownTrail['sightings'][number];

/** One pod subnet and the places it passes. What lies behind the first that lacks it is not told of: it could not have it. */
export function TrailRow({ trail }: { trail: ShownTrail }) {
  const t = useTranslations('announcing.trails');
  const { prefix, sightings, vanishedAt } = trail;
  const lost = sightings.findIndex(({ stage }) => stage === vanishedAt?.stage);
  const status = statusOf(trail);
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="mono text-12">{prefix}</span>
        <StatusMark className="text-12" status={status} label={t(`status.${status}`)} />
      </div>
      <ol className="mt-1 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-11">
        {sightings.map((sighting, at) => (
          <Station
            key={sighting.stage}
            sighting={sighting}
            known={sightings[at - 1]?.as ?? prefix}
            isFirst={at === 0}
            isBehind={lost >= 0 && at > lost}
          />
        ))}
      </ol>
      {vanishedAt && <Why trail={trail} />}
    </li>
  );
}

function statusOf({ vanishedAt, isCovered, sightings }: ShownTrail): 'healthy' | 'warning' | 'broken' | 'unknown' {
  if (vanishedAt) return isCovered ? 'warning' : 'broken';
  return sightings.some(({ has }) => has === null) ? 'unknown' : 'healthy';
}

/** `known`: the prefix by which the place before has it, which need not be said again. */
type StationProps = { sighting: Sighting; known: string; isFirst: boolean; isBehind: boolean };

function Station({ sighting, known, isFirst, isBehind }: StationProps) {
  const t = useTranslations('announcing.trails');
  const { stage, key, has, as, by } = sighting;
  const status: Status = isBehind || has === null ? 'unknown' : has ? 'healthy' : 'broken';
  const said = isBehind ? t('behind') : has === null ? t('notRead') : t(has ? `has.${by}` : `lacks.${by}`);
  return (
    <li
      className={cn('inline-flex items-center gap-1', isBehind ? 'text-ink-3' : has === false && 'text-broken-text')}
      title={said}
    >
      {!isFirst && (
        <span aria-hidden className="text-ink-3">
          →
        </span>
      )}
      <StatusShape status={status} title={said} />
      <span>{t(`stages.${stage}`)}</span>
      {stage !== 'sent' && <span className="mono">{key}</span>}
      {as && as !== known && !isBehind && <span className="mono text-ink-3">{t('within', { as })}</span>}
    </li>
  );
}

function Why({ trail: { vanishedAt, gateway, vbr, node, isCovered } }: { trail: ShownTrail }) {
  const t = useTranslations('announcing.trails');
  if (!vanishedAt) return null;
  const { why, stage, between } = vanishedAt;
  const name = why === 'session-down' && stage === 'gateway' ? 'speaker-down' : why;
  return (
    <p className="mt-1 text-12 text-ink-2">
      {t(`why.${name}`, { gateway, vbr, node })}
      {between && ` ${t(`between.${between}`)}`}
      {isCovered && ` ${t('covered', { vbr })}`}
    </p>
  );
}
