'use client';

import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { useObjectNames } from '@/components/audit/object-names';
import { Mono } from '@/components/ui/mono';
import { TimeAgo } from '@/components/ui/time-ago';
import type { BlockRole } from '@/domain/ledger/block';

type History = ApiOutputs['ledger']['history'];
type BlockEvent = History['events'][number];

/** What was declared and reserved, by whom, and when it ended. Choosing a moment looks at the ledger as it was then. */
export function BlockEvents({
  history: { events, older },
  onMoment,
}: {
  history: History;
  onMoment: (at: Date) => void;
}) {
  const t = useTranslations('ledger');
  if (events.length === 0) return <p className="text-12 text-ink-3">{t('noHistory')}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1.5 text-12">
        {events.map((event) => (
          <li key={event.id} className="min-w-0">
            <Mono className="font-medium">{event.prefix}</Mono>{' '}
            <span className="text-ink-3">{t(`roles.${event.role as BlockRole}`)}</span>
            <p>
              {t(event.state === 'reserved' ? 'reservedAt' : 'declaredAt')}{' '}
              <Moment at={event.createdAt} onMoment={onMoment} /> <By id={event.createdBy} />
            </p>
            {event.releasedAt && <Ended event={event} at={event.releasedAt} onMoment={onMoment} />}
            <p className="truncate text-ink-3">{event.owner ?? event.note}</p>
          </li>
        ))}
      </ul>
      {older && <p className="mt-2 text-12 text-ink-3">{t('olderNotShown')}</p>}
    </>
  );
}

function Ended({ event, at, onMoment }: { event: BlockEvent; at: Date; onMoment: (at: Date) => void }) {
  const t = useTranslations('ledger');
  return (
    <p className="text-ink-3">
      {t.rich(event.state === 'reserved' ? 'releasedAt' : 'givenUpAt', {
        age: () => <Moment at={at} onMoment={onMoment} />,
      })}{' '}
      {event.releasedBy === null && event.state === 'reserved' ? t('ranOut') : <By id={event.releasedBy} />}
    </p>
  );
}

function Moment({ at, onMoment }: { at: Date; onMoment: (at: Date) => void }) {
  return (
    <button type="button" className="hover:text-accent hover:underline" onClick={() => onMoment(new Date(at))}>
      <TimeAgo at={new Date(at)} />
    </button>
  );
}

function By({ id }: { id: string | null }) {
  const t = useTranslations('ledger');
  const { personName } = useObjectNames();
  const name = id === null ? undefined : personName(id);
  return name === undefined ? null : <>{t('by', { name })}</>;
}
