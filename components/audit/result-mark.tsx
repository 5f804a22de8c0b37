'use client';

import { useTranslations } from 'use-intl';
import { StatusMark } from '@/components/ui/status-mark';
import { isResult, resultMeaning } from './audit-words';

/** How an entry ended, in shape and word. */
export function ResultMark({ result }: { result: string }) {
  const t = useTranslations('audit.results');
  return <StatusMark status={resultMeaning(result)} label={isResult(result) ? t(result) : result} />;
}
