'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import type { FileError } from '@/domain/estate/file/document';

/** The sentence of one error: those about addresses are the forms' own, the others belong to the file. */
export function FileErrorText({ error: { code, params } }: { error: Pick<FileError, 'code' | 'params'> }) {
  const t = useTranslations('sources.fileErrors');
  const nets = useTranslations('operations.problems');
  const known = code as 'syntax';
  if (t.has(known)) return <>{t.rich(known, { ...richTags, suggestion: 'none', ...params } as never)}</>;
  const net = code as 'not-a-prefix';
  if (!nets.has(net)) return <>{t('not-valid', { rule: code })}</>;
  return (
    <>
      {nets.rich(net, { ...richTags, ...params } as never)}{' '}
      {params.suggestion !== undefined && t.rich('didYouMean', { ...richTags, suggestion: params.suggestion })}
    </>
  );
}
