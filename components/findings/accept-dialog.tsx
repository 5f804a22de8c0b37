'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Textarea } from '@/components/ui/textarea';
import { useNow } from '@/components/ui/time-ago';
import { useDayText } from './day-text';
import { useFindingActions } from './use-finding-actions';

const DAY_MS = 86_400_000;
const SPANS = ['7', '30', '90', 'date'] as const;
type Span = (typeof SPANS)[number];

/** Until when and why it may stay as it is. */
export function AcceptDialog({ keys, onClose }: { keys: readonly string[]; onClose: () => void }) {
  const t = useTranslations('findingList.accept');
  const day = useDayText();
  const now = useNow();
  const [span, setSpan] = useState<Span>('30');
  const [date, setDate] = useState('');
  const [reason, setReason] = useState('');
  const { accept } = useFindingActions(onClose);
  const until = untilOf(span, date, now);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title', { count: keys.length })}>
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (until && reason.trim()) accept.mutate({ keys: [...keys], until, reason: reason.trim() });
        }}
      >
        <p className="text-12 text-ink-2">{t('explain')}</p>
        <Field label={t('until')} group>
          <span className="flex items-center gap-2">
            <Segmented
              label={t('until')}
              value={span}
              onChange={setSpan}
              segments={SPANS.map((each) => ({
                value: each,
                label: each === 'date' ? t('date') : t('days', { count: Number(each) }),
              }))}
            />
            {span === 'date' && (
              <Input
                type="date"
                aria-label={t('date')}
                value={date}
                onChange={(event) => setDate(event.target.value)}
              />
            )}
          </span>
        </Field>
        <Field label={t('reason')} help={t('reasonHelp')}>
          <Textarea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={accept.isPending} disabled={!until || reason.trim() === ''}>
            {until ? t('confirm', { day: day(until) }) : t('verb')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The end of that day where the reader is; null while no date is chosen. */
function untilOf(span: Span, date: string, now: number): string | null {
  if (span !== 'date') return new Date(now + Number(span) * DAY_MS).toISOString();
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
