'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { Problem } from '@/domain/errors';
import type { FieldSpec } from './fact-fields';
import { FactProblem } from './fact-problem';
import { typedLines, typedNumber, valueAt, withValue, type FactDraft } from './fact-draft';
import { useFieldName } from './field-name';

export type References = Readonly<Record<NonNullable<FieldSpec['of']>, readonly string[]>>;

type FieldProps = {
  spec: FieldSpec;
  draft: FactDraft;
  onChange: (draft: FactDraft) => void;
  problems: readonly Problem[];
  references: References;
  /** in a row: no label above, its name is the column's */
  bare?: boolean;
};

/** One field of a fact, whatever its kind, with what is wrong with it. */
export function FactField(props: FieldProps) {
  const t = useTranslations('inventory');
  const name = useFieldName();
  const { spec, problems, draft, onChange } = props;
  if (spec.kind === 'rows') return <Rows {...props} />;
  const own = problems.filter(({ path }) => path.join('.').startsWith(spec.path));
  const control = <Control {...props} />;
  if (spec.kind === 'switch')
    return (
      <Checkbox
        // Beside fields with a label above them, it stands where those are filled in.
        className={props.bare ? 'self-end' : undefined}
        label={name(spec.path)}
        checked={valueAt(draft, spec.path) === true}
        onChange={(on) => onChange(withValue(draft, spec.path, on || (spec.optional ? undefined : false)))}
      />
    );
  return (
    <Field
      label={name(spec.path)}
      note={spec.optional && !props.bare ? t('optional') : undefined}
      help={spec.kind === 'lines' ? t('onePerLine') : undefined}
      error={own.length > 0 ? own.map((each, n) => <FactProblem key={n} problem={each} />) : undefined}
    >
      {control}
    </Field>
  );
}

const NONE = '-';

function Control({ spec, draft, onChange, references }: FieldProps) {
  const t = useTranslations('inventory');
  const value = valueAt(draft, spec.path);
  const set = (next: unknown) => onChange(withValue(draft, spec.path, next));
  if (spec.kind === 'lines') return <Lines value={value} onChange={set} />;
  if (spec.kind === 'long')
    return <Textarea value={text(value)} onChange={(event) => set(event.target.value || undefined)} />;
  if (spec.kind === 'yes-no') return <YesNo value={value} onChange={set} />;
  if (spec.kind === 'choice' || spec.kind === 'reference') {
    const isChoice = spec.kind === 'choice';
    // Drivers are called what they are called in every language.
    const choice = (each: string) => (t.has(`choices.${each as 'edge'}`) ? t(`choices.${each as 'edge'}`) : each);
    const known = isChoice ? (spec.choices ?? []) : spec.of ? references[spec.of] : [];
    const chosen = text(value);
    const options = chosen !== '' && !known.includes(chosen) ? [chosen, ...known] : known;
    return (
      <Select
        mono={spec.kind === 'reference'}
        value={chosen === '' ? NONE : chosen}
        onChange={(next) => set(next === NONE ? undefined : next)}
        options={[
          { value: NONE, label: spec.optional ? t('nothing') : t('choose') },
          ...options.map((each) => ({ value: each, label: isChoice ? choice(each) : each })),
        ]}
      />
    );
  }
  return (
    <Input
      mono={spec.kind !== 'text'}
      inputMode={spec.kind === 'number' ? 'decimal' : undefined}
      value={text(value)}
      onChange={(event) =>
        set(spec.kind === 'number' ? typedNumber(event.target.value) : event.target.value || undefined)
      }
    />
  );
}

/** Where not to know is a third answer. */
function YesNo({ value, onChange }: { value: unknown; onChange: (value: boolean | undefined) => void }) {
  const t = useTranslations('inventory');
  return (
    <Select
      value={typeof value === 'boolean' ? String(value) : NONE}
      onChange={(next) => onChange(next === NONE ? undefined : next === 'true')}
      options={[
        { value: NONE, label: t('nothing') },
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
    />
  );
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What is typed stays as it is typed, blank lines included, while the list is read from it. */
function Lines({ value, onChange }: { value: unknown; onChange: (lines: string[] | undefined) => void }) {
  const [typed, setTyped] = useState(() => (Array.isArray(value) ? value.join('\n') : ''));
  return (
    <Textarea
      className="mono text-12"
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(typedLines(event.target.value));
      }}
    />
  );
}

function Rows({ spec, draft, onChange, problems, references }: FieldProps) {
  const t = useTranslations('inventory');
  const name = useFieldName();
  const value = valueAt(draft, spec.path);
  const rows = Array.isArray(value) ? (value as FactDraft[]) : [];
  const set = (next: readonly FactDraft[]) => onChange(withValue(draft, spec.path, next));
  // Where an empty list says something, only the box beside it may say so: the last row that is taken out does not.
  const setRows = (next: readonly FactDraft[]) =>
    onChange(withValue(draft, spec.path, next.length === 0 && spec.noneCounts ? undefined : next));
  const below = (at: number) =>
    problems
      .filter(({ path }) => path[0] === spec.path && path[1] === at)
      .map((problem) => ({ ...problem, path: problem.path.slice(2) }));
  return (
    <fieldset className="col-span-full min-w-0">
      <legend className="mb-1 text-12 font-medium">{name(spec.path)}</legend>
      <ul className="flex flex-col gap-2">
        {rows.map((row, at) => (
          <li key={at} className="flex items-start gap-2 rounded-2 border border-line bg-sunken px-3 py-2">
            <div className="grid min-w-0 flex-1 grid-cols-[repeat(auto-fill,minmax(150px,1fr))] items-start gap-x-3 gap-y-2">
              {(spec.rows ?? []).map((field) => (
                <FactField
                  key={field.path}
                  spec={field}
                  draft={row}
                  onChange={(next) => set(rows.map((each, n) => (n === at ? next : each)))}
                  problems={below(at)}
                  references={references}
                  bare
                />
              ))}
              {below(at)
                .filter(({ path }) => path.length === 0)
                .map((problem, n) => (
                  <p key={n} role="alert" className="col-span-full text-12 text-broken-text">
                    <FactProblem problem={problem} />
                  </p>
                ))}
            </div>
            <IconButton label={t('removeRow')} onClick={() => setRows(rows.filter((_, n) => n !== at))}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button size="sm" onClick={() => set([...rows, {}])}>
          <Plus aria-hidden />
          {t('addRow', { what: name(spec.path) })}
        </Button>
        {spec.noneCounts && rows.length === 0 && (
          <Checkbox
            label={t('saidNone')}
            checked={Array.isArray(value)}
            onChange={(on) => onChange(withValue(draft, spec.path, on ? [] : undefined))}
          />
        )}
      </div>
    </fieldset>
  );
}
