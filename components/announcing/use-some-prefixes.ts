'use client';

import { useTranslations } from 'use-intl';

/** So many are read; the rest is counted, and copied. */
const SHOWN = 8;

/** Some prefixes in a row, and how many more there are. */
export function useSomePrefixes(): (prefixes: readonly string[]) => string {
  const t = useTranslations('announcing');
  return (prefixes) => {
    const shown = prefixes.slice(0, SHOWN).join(', ');
    return prefixes.length > SHOWN ? t('more', { shown, count: prefixes.length - SHOWN }) : shown;
  };
}
