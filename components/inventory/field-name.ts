'use client';

import { useTranslations } from 'use-intl';

/** How a field of a fact is called; one that has no name of its own by its path. */
export function useFieldName(): (path: string) => string {
  const t = useTranslations('inventory.fields');
  return (path) => {
    const known = path.replaceAll('.', '-') as 'site';
    return t.has(known) ? t(known) : path;
  };
}
