'use client';

import { useTranslations } from 'use-intl';
import type { AnsweredPart } from './details';

/** Some ranges in a row, and how many more there are. */
export function usePrefixesText(most: number): (prefixes: AnsweredPart['source']) => string {
  const t = useTranslations('reachability');
  return ({ shown, count }) => {
    if (count === 0) return t('noAddresses');
    const some = shown.slice(0, most).join(', ');
    return count > most ? t('more', { shown: some, count: count - Math.min(most, shown.length) }) : some;
  };
}
