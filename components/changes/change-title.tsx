'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { definitionOf, type Operation } from '@/domain/changes/operations';

/** "Add route 172.16.0.0/16 on vbr-bp1hz": the first operation, and how many more there are. */
export function ChangeTitle({ operations }: { operations: readonly Operation[] }) {
  const t = useTranslations('operations');
  const more = useTranslations('changes');
  const [first] = operations;
  if (!first) return <>{more('untitled')}</>;
  return (
    <>
      {t.rich(`${first.kind}.title`, { ...richTags, ...definitionOf(first.kind).title(first) } as never)}
      {operations.length > 1 && (
        <span className="text-ink-3"> {more('andMore', { count: operations.length - 1 })}</span>
      )}
    </>
  );
}

/** The same as plain text, for tables, documents titles and search. */
export function useChangeTitle(): (operations: readonly Operation[]) => string {
  const t = useTranslations('operations');
  const more = useTranslations('changes');
  return (operations) => {
    const [first] = operations;
    if (!first) return more('untitled');
    const title = t.markup(`${first.kind}.title`, {
      ...definitionOf(first.kind).title(first),
      m: (chunks: string) => chunks,
      b: (chunks: string) => chunks,
      q: (chunks: string) => chunks,
    } as never);
    return operations.length > 1 ? `${title} ${more('andMore', { count: operations.length - 1 })}` : title;
  };
}
