import { useTranslations } from 'use-intl';
import { useFieldName } from '@/components/inventory/field-name';
import type { SkippedField } from '@/domain/estate/declared-of';

type Props = { skipped: readonly SkippedField[]; sectionName: (section: string) => string };

/** What of the file is not written because a source shows it: counted, and by its fields on demand. */
export function SkippedFields({ skipped, sectionName }: Props) {
  const t = useTranslations('sources.file');
  const fieldName = useFieldName();
  if (skipped.length === 0) return null;
  const count = skipped.reduce((sum, each) => sum + each.count, 0);
  return (
    <details>
      <summary className="cursor-pointer">{t('skipped', { count })}</summary>
      <ul className="mt-1 grid grid-cols-1 gap-x-6 gap-y-0.5 pl-4 sm:grid-cols-2">
        {skipped.map(({ field, reason, count: times }) => {
          const [section = '', ...names] = field.split('.');
          const called = [sectionName(section), ...names.map(fieldName)].join(' · ');
          return (
            <li key={`${reason} ${field}`} className="flex justify-between gap-3">
              <span className="min-w-0 truncate" title={field}>
                {called}
              </span>
              <span className="num">{t('skippedTimes', { count: times })}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
