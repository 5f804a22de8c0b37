'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { KeyValueList } from '@/components/ui/key-value';
import { StatusMark } from '@/components/ui/status-mark';
import { addressCount, lastAddress, networkAddress, overlaps, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { Estate } from '@/domain/estate/estate';
import type { DraftOperation } from '../form/draft';

/** Blocks the estate knows by name, with the part they play. */
function knownBlocks(estate: Estate): { prefix: Prefix; name: string }[] {
  return [
    ...estate.vpcs.flatMap((vpc) => vpc.prefixes.map((prefix) => ({ prefix, name: vpc.key }))),
    ...estate.clusters.flatMap((cluster) => [
      ...(cluster.edgePodCidr ? [{ prefix: cluster.edgePodCidr, name: `${cluster.key} edge pods` }] : []),
      ...(cluster.serviceCidr ? [{ prefix: cluster.serviceCidr, name: `${cluster.key} services` }] : []),
    ]),
    ...estate.sites.flatMap((site) => site.hostPrefixes.map((prefix) => ({ prefix, name: site.key }))),
  ];
}

/** How large a destination is, what it overlaps, and how full the table will be: the arithmetic nobody should do by hand. */
export function PrefixFacts({
  estate,
  operation,
}: {
  estate: Estate;
  operation: Extract<DraftOperation, { kind: 'add-route-entry' }>;
}) {
  const t = useTranslations('changes.form');
  const parsed = tryParsePrefix(operation.prefix);
  if (!parsed.ok) return null;
  const prefix = parsed.value;
  const same = knownBlocks(estate).filter((block) => overlaps(block.prefix, prefix));
  const table = estate.vbrs.find((each) => each.key === operation.router.key)?.routeTable;
  const custom = table?.entries?.filter((entry) => entry.type === 'custom').length;
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
        {
          key: t('covers'),
          value:
            same.length === 0
              ? t('coversNothing')
              : same.map((block) => (
                  <StatusMark key={block.name} status="healthy" label={`${block.name} ${block.prefix}`} />
                )),
        },
        ...(table && custom !== undefined
          ? [
              {
                key: t('quota'),
                value: t.rich('quotaAfter', {
                  ...richTags,
                  table: table.key,
                  after: custom + 1,
                  limit: table.quota ?? 200,
                }),
              },
            ]
          : []),
      ]}
    />
  );
}
