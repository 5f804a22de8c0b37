'use client';

import { useLocale } from 'use-intl';

/** The name that people gave an object, in the reader's language or else in the other one. */
export function useTitle(): (title: { en?: string; zh?: string } | undefined) => string | undefined {
  const locale = useLocale();
  return (title) => (locale === 'zh-CN' ? (title?.zh ?? title?.en) : (title?.en ?? title?.zh));
}
