'use client';

import { Server, UserX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar';
import { Mono } from '@/components/ui/mono';
import type { Entry } from './audit-words';

/** A person, a job of the product, or nobody who signed in. */
export function ActorName({ entry: { actorKind, actorName } }: { entry: Pick<Entry, 'actorKind' | 'actorName'> }) {
  const t = useTranslations('audit');
  const person = actorKind === 'person';
  return (
    <span className="flex min-w-0 items-center gap-2 [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:stroke-[1.5] [&>svg]:text-ink-3">
      {person ? (
        <Avatar name={actorName} size="sm" />
      ) : (
        <span className="flex w-5 justify-center">
          {actorKind === 'system' ? (
            <Server aria-hidden className="size-3.5 stroke-[1.5] text-ink-3" />
          ) : (
            <UserX aria-hidden className="size-3.5 stroke-[1.5] text-ink-3" />
          )}
        </span>
      )}
      <span className="truncate">
        {person ? actorName : actorKind === 'system' ? <Mono>{actorName}</Mono> : t('anonymous')}
      </span>
    </span>
  );
}
