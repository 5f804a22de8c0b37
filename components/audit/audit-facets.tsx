'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Checkbox } from '@/components/ui/checkbox';
import { Mono } from '@/components/ui/mono';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { KINDS, kindOf, objectOf, RESULTS, resultMeaning, type Facets } from './audit-words';
import { useObjectNames } from './object-names';
import type { AuditFilters, AuditQuery } from './use-audit-filters';

type Choice = { value: string; label: ReactNode; count: number };

/**
 * What there is to narrow by, with counts. The counts of a list are taken without that list's own choice, so that its other
 * members still show what they would add.
 */
export function AuditFacets({ audit }: { audit: AuditFilters }) {
  const t = useTranslations('audit');
  const { filters, setFilters, queryOf, pending } = audit;
  const names = useObjectNames();
  const results = useFacets(queryOf({ result: [] }), pending);
  const actions = useFacets(queryOf({ kind: [] }), pending);
  const actors = useFacets(queryOf({ who: [] }), pending);
  const objects = useFacets(queryOf({ object: [] }), pending);
  const actorLabel = useActorLabel();
  function objectLabel(value: string): ReactNode {
    const name = names.nameOf(value);
    const twins = objects?.objects.filter((each) => names.nameOf(each.value) === name) ?? [];
    return <ObjectName name={name} kind={twins.length > 1 ? objectOf(value).kind : null} reference={value} />;
  }
  if (!results || !actions || !actors || !objects)
    return <SkeletonRows rows={8} label={t('loading')} className="[&_div]:px-0" />;
  return (
    <div className="flex flex-col gap-5">
      <Facet
        title={t('result')}
        chosen={filters.result}
        onChange={(result) => void setFilters({ result: result as typeof filters.result })}
        choices={RESULTS.map((value) => ({
          value,
          label: <StatusMark status={resultMeaning(value)} label={t(`results.${value}`)} />,
          count: results.results.find((each) => each.value === value)?.count ?? 0,
        }))}
      />
      <Facet
        title={t('kind')}
        chosen={filters.kind}
        onChange={(kind) => void setFilters({ kind: kind as typeof filters.kind })}
        choices={KINDS.map((value) => ({
          value,
          label: t(`kinds.${value}`),
          count: actions.actions.reduce((sum, each) => sum + (kindOf(each.value) === value ? each.count : 0), 0),
        }))}
      />
      <Facet
        title={t('person')}
        chosen={filters.who}
        onChange={(who) => void setFilters({ who })}
        choices={withChosen(
          actors.actors.map(({ value, label, count }) => ({ value, label: actorLabel(value, label), count })),
          filters.who,
          (value) => actorLabel(value, names.personName(value) ?? value),
        )}
      />
      <Facet
        title={t('object')}
        chosen={filters.object}
        onChange={(object) => void setFilters({ object })}
        choices={withChosen(
          // Changes have a filter of their own, by the number people say.
          objects.objects
            .filter(({ value }) => objectOf(value).kind !== 'change')
            .map(({ value, count }) => ({ value, label: objectLabel(value), count })),
          filters.object,
          objectLabel,
        )}
      />
    </div>
  );
}

function useFacets(query: AuditQuery, pending: boolean): Facets | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.audit.facets.queryOptions(query, { enabled: !pending, placeholderData: (before) => before }))
    .data;
}

/** Jobs and nobody are actors too; they have no name of their own. */
function useActorLabel() {
  const t = useTranslations('audit');
  return function actorLabel(value: string, label: string): ReactNode {
    if (value.startsWith('system:')) return <Mono>{label.replace(/^system:/, '')}</Mono>;
    if (value.startsWith('anonymous:')) return t('anonymous');
    return label;
  };
}

/** Its kind stands beside it where the name alone would not tell. */
function ObjectName({ name, kind, reference }: { name: string; kind: string | null; reference: string }) {
  return (
    <span title={reference} className="block truncate mono">
      {name} {kind && <span className="text-11 text-ink-3">{kind}</span>}
    </span>
  );
}

/** What is chosen stays in sight, also when nothing matches it any more. */
function withChosen(
  choices: readonly Choice[],
  chosen: readonly string[],
  labelOf: (value: string) => ReactNode,
): Choice[] {
  const missing = chosen.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...missing.map((value) => ({ value, label: labelOf(value), count: 0 }))];
}

const FIRST = 6;

function Facet({
  title,
  choices,
  chosen,
  onChange,
}: {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations('audit');
  const [all, setAll] = useState(false);
  const shown = all ? choices : choices.filter((choice, at) => at < FIRST || chosen.includes(choice.value));
  if (choices.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-11 text-ink-3">{title}</legend>
      <div className="flex flex-col gap-1">
        {shown.map(({ value, label, count }) => (
          <Checkbox
            key={value}
            label={label}
            trail={String(count)}
            checked={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value))}
          />
        ))}
      </div>
      {choices.length > FIRST && (
        <button type="button" className="mt-1 text-11 text-accent hover:underline" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('moreChoices', { count: choices.length - FIRST })}
        </button>
      )}
    </fieldset>
  );
}
