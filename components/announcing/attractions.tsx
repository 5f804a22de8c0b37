'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { StatusShape } from '@/components/ui/status-mark';
import type { Advice } from './details';
import { useSomePrefixes } from './use-some-prefixes';

type Drawn = NonNullable<Advice['wider']>['attractions'];

/** What each wider prefix would draw to the VBR: whose that is, and which flows end there. */
export function Attractions({ attractions }: { attractions: Drawn }) {
  return (
    <ul className="mt-1 flex flex-col gap-2 text-12">
      {attractions.map((each) => (
        <OnePrefix key={each.prefix} attraction={each} />
      ))}
    </ul>
  );
}

function OnePrefix({ attraction: { prefix, ranges, owners, free, flows } }: { attraction: Drawn[number] }) {
  const t = useTranslations('announcing');
  const some = useSomePrefixes();
  const foreign = owners.some(({ own }) => !own);
  return (
    <li className="flex items-start gap-2">
      <StatusShape status={foreign ? 'broken' : 'warning'} className="mt-0.5" />
      <div className="min-w-0">
        <p>{t.rich('attracts', { ...richTags, prefix, ranges: some(ranges) })}</p>
        <ul className="text-ink-2">
          {owners.map(({ owner, role, own, ranges: held }) => (
            <li key={`${role} ${owner.kind} ${owner.key}`}>
              {t.rich(own ? 'ofOwn' : 'ofOther', {
                ...richTags,
                role: t(`role.${role}`),
                owner: owner.key,
                ranges: some(held),
              })}
            </li>
          ))}
          {free.length > 0 && <li>{t.rich('free', { ...richTags, ranges: some(free) })}</li>}
          <li>{flows.length > 0 ? t('flowsIn', { flows: some(flows) }) : t('noFlowsIn')}</li>
        </ul>
      </div>
    </li>
  );
}
