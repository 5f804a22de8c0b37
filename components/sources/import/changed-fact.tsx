'use client';

import { useTranslations } from 'use-intl';
import { FactValue } from '@/components/inventory/fact-value';
import { useFieldName } from '@/components/inventory/field-name';
import { Segmented } from '@/components/ui/segmented';
import { cn } from '@/components/ui/cn';
import { fieldsApart } from '@/domain/estate/keep-fields';
import { FACT_SECTIONS } from '@/domain/estate/sections';
import { isKept, withField, type Kept } from './kept';

type Changed = { section: string; key: string; before: object; after: object };

/** One fact that the file would alter, field by field: what is declared, what the file says, and which of them is to be. */
export function ChangedFact({
  fact,
  name,
  kept,
  onKeep,
}: {
  fact: Changed;
  name: string;
  kept: Kept;
  onKeep: (kept: Kept) => void;
}) {
  const t = useTranslations('sources.file');
  const words = useTranslations('common.diff');
  const fieldName = useFieldName();
  // What the whole is called is no fact of a section, and is taken as the file says.
  const mayKeep = (FACT_SECTIONS as readonly string[]).includes(fact.section);
  return (
    <section className="border-t border-line text-12 first:border-t-0">
      <h3 className="grid min-h-7 grid-cols-[20px_minmax(136px,auto)_1fr] items-center gap-2 bg-mod-bg px-4 font-regular">
        <span aria-hidden className="mono text-center font-strong text-mod">
          ~
        </span>
        <span className="mono">
          <span className="sr-only">{words('mod')} </span>
          {fact.key}
        </span>
        <span className="min-w-0 truncate">{name}</span>
      </h3>
      <ul className="divide-y divide-line">
        {fieldsApart(fact.before, fact.after).map(({ field, before, after }) => {
          const keeps = isKept(kept, fact, field);
          return (
            <li
              key={field}
              className="grid grid-cols-[96px_minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-3 py-1.5 pr-4 pl-11"
            >
              <span className="text-ink-3">{fieldName(field)}</span>
              <span className={cn(!keeps && 'text-ink-3 line-through')}>
                <FactValue value={before} />
              </span>
              <span className={cn(keeps && 'text-ink-3 line-through')}>
                <FactValue value={after} />
              </span>
              {mayKeep && (
                <Segmented
                  label={t('takeOf', { field: fieldName(field), key: fact.key })}
                  value={keeps ? 'declared' : 'file'}
                  onChange={(side) => onKeep(withField(kept, fact, field, side === 'declared'))}
                  segments={(['declared', 'file'] as const).map((side) => ({
                    value: side as string,
                    label: t(`sides.${side}`),
                  }))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
