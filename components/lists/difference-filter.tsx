'use client';

import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { cn } from '@/components/ui/cn';
import { useKindWord } from './use-kind-word';
import { KINDS_OF_DIFFERENCE } from './use-stretch';

type Counts = ApiOutputs['estate']['differences']['counts'];
type Choice = { kind: string | null; difference: (typeof KINDS_OF_DIFFERENCE)[number] | null };
type DifferenceFilterProps = Choice & { counts: Counts; onChange: (choice: Partial<Choice>) => void };

/** How many of each kind differ, and in which way; each count takes the other choice into account. */
export function DifferenceFilter({ counts, kind, difference, onChange }: DifferenceFilterProps) {
  const t = useTranslations('lists.differences');
  const kindWord = useKindWord();
  const sum = (rows: Counts) => rows.reduce((total, each) => total + each.count, 0);
  const kinds = [...new Set(counts.map((each) => each.kind))];
  const ofWay = counts.filter((each) => difference === null || each.difference === difference);
  const ofKind = counts.filter((each) => kind === null || each.kind === kind);
  return (
    <div className="flex flex-col gap-4 text-12">
      <Facet
        title={t('way')}
        lines={KINDS_OF_DIFFERENCE.map((each) => ({
          value: each,
          label: t(`ways.${each}`),
          count: sum(ofKind.filter((row) => row.difference === each)),
        }))}
        chosen={difference}
        onChoose={(next) => onChange({ difference: next })}
      />
      <Facet
        title={t('kind')}
        lines={kinds.map((each) => ({
          value: each,
          label: kindWord(each),
          count: sum(ofWay.filter((row) => row.kind === each)),
        }))}
        chosen={kind}
        onChoose={(next) => onChange({ kind: next })}
      />
    </div>
  );
}

type FacetProps<Value extends string> = {
  title: string;
  lines: readonly { value: Value; label: string; count: number }[];
  chosen: Value | null;
  onChoose: (value: Value | null) => void;
};

function Facet<Value extends string>({ title, lines, chosen, onChoose }: FacetProps<Value>) {
  return (
    <section>
      <h2 className="mb-1 text-11 text-ink-3">{title}</h2>
      <ul className="flex flex-col gap-px">
        {lines.map(({ value, label, count }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={chosen === value}
              onClick={() => onChoose(chosen === value ? null : value)}
              className={cn(
                'flex h-7 w-full items-center justify-between gap-2 rounded-2 px-2 text-left hover:bg-hover',
                chosen === value ? 'bg-selected font-medium text-accent' : 'text-ink-2',
              )}
            >
              <span className="truncate">{label}</span>
              <span className="num text-ink-3">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
