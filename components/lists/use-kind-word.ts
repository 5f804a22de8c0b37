import { useTranslations } from 'use-intl';

/** What a kind of reading, or a section of declared facts, is called. */
export function useKindWord(): (kind: string) => string {
  const kinds = useTranslations('sources.kinds');
  const sections = useTranslations('sources.file.sections');
  const t = useTranslations('lists.differences');
  return (kind) => {
    if (kinds.has(kind as 'vpc')) return kinds(kind as 'vpc');
    if (sections.has(kind as 'sites')) return t('declaredKind', { kind: sections(kind as 'sites') });
    return kind === 'reservation' ? t('reservation') : kind;
  };
}
