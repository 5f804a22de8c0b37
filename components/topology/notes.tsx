'use client';

import { Clock, CornerUpLeft, Crosshair, EyeOff, Layers2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import type { Picture } from './picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';

type NotesProps = {
  picture: Picture;
  problem: string | null;
  address: TopologyAddress;
  onChange: ChangeAddress;
};

/** What one must know of the picture to read it right: that it is the past, that it is a part, that things are left out. */
export function Notes({ picture, problem, address, onChange }: NotesProps) {
  const t = useTranslations('topology.notes');
  const format = useFormatter();
  const { totals } = picture;
  const { at, focus, hops, hide } = address;
  return (
    <>
      {problem && (
        <Note icon={<X />} tone="broken">
          {t('old', { problem })}
        </Note>
      )}
      {at && (
        <Note icon={<Clock />} tone="past">
          <span className="font-medium">
            {t('past', { at: format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }) })}
          </span>{' '}
          {t('readOnly')}
          <Button size="sm" className="ml-auto" onClick={() => void onChange({ at: null, since: null })}>
            <CornerUpLeft />
            {t('now')}
          </Button>
        </Note>
      )}
      {focus && (
        <Note icon={<Crosshair />}>
          {t.rich('focus', {
            name: focus.slice(focus.indexOf(':') + 1),
            m: (text) => <span className="mono">{text}</span>,
          })}
          <Select
            size="sm"
            aria-label={t('hopsLabel')}
            value={String(hops)}
            onChange={(value) => void onChange({ hops: Number(value) })}
            options={[1, 2, 3, 4, 5, 6].map((each) => ({ value: String(each), label: t('hops', { count: each }) }))}
            className="w-36"
          />
          <IconButton
            label={t('leaveFocus')}
            className="ml-auto"
            onClick={() => void onChange({ focus: null, hops: null })}
          >
            <X />
          </IconButton>
        </Note>
      )}
      {totals.hidden > 0 && !focus && (
        <Note icon={<EyeOff />}>
          {hide ? t('hidden', { count: totals.hidden }) : t('onlyPath', { count: totals.hidden })}
          {hide && (
            <Button variant="ghost" size="sm" className="ml-auto" onClick={() => void onChange({ hide: null })}>
              {t('showAll')}
            </Button>
          )}
        </Note>
      )}
      {totals.putAway + totals.leftOut > 0 && (
        <Note icon={<Layers2 />}>
          {totals.putAway > 0 && t('putAway', { count: totals.putAway })}{' '}
          {totals.leftOut > 0 && t('leftOut', { count: totals.leftOut })}
        </Note>
      )}
    </>
  );
}

const TONES = {
  plain: 'bg-sunken text-ink-2',
  past: 'bg-mod-bg text-ink',
  broken: 'bg-broken-soft text-broken-text',
} as const;

function Note({ icon, tone = 'plain', children }: { icon: ReactNode; tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        'flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-1 text-12 [&>svg]:size-3.5 [&>svg]:shrink-0',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </div>
  );
}
