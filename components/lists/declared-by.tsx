'use client';

import Link from 'next/link';
import { parseAsIsoDateTime, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useObjectNames } from '@/components/audit/object-names';
import { declareHref } from '@/components/inventory/facts';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Details } from './details';

/** Who declared an object, how long ago, and the way to do it again; where nobody has, the way to do it at all. */
export function DeclaredBy({ details: { fact, section, row } }: { details: Details }) {
  const t = useTranslations('inventory');
  const { may } = useMe();
  const { personName } = useObjectNames();
  const [at] = useQueryState('at', parseAsIsoDateTime);
  if (!section) return null;
  const who = fact?.by ? (personName(fact.by) ?? fact.by) : t('bySystem');
  const target = declareHref(section, fact ? { key: fact.key } : {});
  return (
    <span className="flex flex-wrap items-center gap-3 text-12 text-ink-3">
      {fact && (
        <span>
          {t('declaredBy', { who })} <TimeAgo at={new Date(fact.since)} />
        </span>
      )}
      {at === null && may('estate:declare') && (
        <Button asChild size="sm">
          <Link href={fact ? target : `${target}&${new URLSearchParams({ name: row.key })}`}>
            {fact ? t('edit') : t('declareThis')}
          </Link>
        </Button>
      )}
    </span>
  );
}
