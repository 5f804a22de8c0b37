'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { pageOf } from '@/components/lists/places';
import { Commands } from '@/components/ui/commands';
import type { FindingDetails } from './details';

type Steps = FindingDetails['remedy']['steps'];

/** What to do by hand, one thing after the other, with lines to be copied. */
export function RemedySteps({ steps }: { steps: Steps }) {
  const t = useTranslations('remedies');
  const words = useTranslations('findingList.panel');
  if (steps.length === 0) return null;
  return (
    <ol className="mt-2 flex flex-col gap-2 text-12">
      {steps.map(({ code, params, commands }, at) => (
        <li key={`${code} ${at}`} className="min-w-0 border-l-2 border-line pl-3">
          <p>{t.rich(code, { ...richTags, ...params } as never)}</p>
          {commands && <Commands lines={commands} label={words('commands')} />}
          {code === 'gateway-aggregate' && (
            <Link href={pageOf('vbr', String(params.vbr))} prefetch={false} className="text-accent hover:underline">
              {words('announcing')}
            </Link>
          )}
          {code === 'test-source' && (
            <Link href="/settings/sources" prefetch={false} className="text-accent hover:underline">
              {words('openSources')}
            </Link>
          )}
          {(code === 'renumber' || code === 'keep-apart') && (
            <Link href="/ledger" prefetch={false} className="text-accent hover:underline">
              {words('openLedger')}
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}
