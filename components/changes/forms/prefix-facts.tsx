'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { KeyValueList } from '@/components/ui/key-value';
import { StatusMark } from '@/components/ui/status-mark';
import type { NamedRange, TableChoice } from '@/domain/changes/choices';
import { addressCount, lastAddress, networkAddress, overlaps, tryParsePrefix } from '@/domain/net/prefix';

type PrefixFactsProps = { ranges: readonly NamedRange[]; table: TableChoice | undefined; typed: string };

/** How large a destination is, what it overlaps, and how full the table will be: the arithmetic nobody should do by hand. */
export function PrefixFacts({ ranges, table, typed }: PrefixFactsProps) {
  const t = useTranslations('changes.form');
  const parsed = tryParsePrefix(typed);
  if (!parsed.ok) return null;
  const prefix = parsed.value;
  const same = ranges.filter((range) => overlaps(range.prefix, prefix));
  const range = {
    from: networkAddress(prefix),
    to: lastAddress(prefix),
    count: addressCount(prefix).toLocaleString('en'),
  };
  return (
    <KeyValueList
      boxed
      items={[
        { key: t('size'), value: t.rich('sizeIs', { ...richTags, ...range }) },
        { key: t('covers'), value: same.length === 0 ? t('coversNothing') : <Covered ranges={same} /> },
        ...(table && table.custom !== null
          ? [
              {
                key: t('quota'),
                value: t.rich('quotaAfter', {
                  ...richTags,
                  table: table.key,
                  after: table.custom + 1,
                  limit: table.quota,
                }),
              },
            ]
          : []),
      ]}
    />
  );
}

/** So many are named; a wide prefix covers more than anybody reads. */
const NAMED = 6;

function Covered({ ranges }: { ranges: readonly NamedRange[] }) {
  const t = useTranslations('changes.form');
  return (
    <>
      {ranges.slice(0, NAMED).map(({ key, role, prefix }) => (
        <StatusMark
          key={`${role} ${key} ${prefix}`}
          status="healthy"
          label={t.rich(`covered.${role}`, { ...richTags, key, prefix })}
        />
      ))}
      {ranges.length > NAMED && t('coversMore', { count: ranges.length - NAMED })}
    </>
  );
}
