'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { useLeaveWarning } from '@/components/sources/use-leave-warning';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { factSchema, type FactSection } from '@/domain/estate/sections';
import { problemsOf } from '@/domain/problems';
import { ConflictView } from './conflict-view';
import type { FactDraft } from './fact-draft';
import { FactEffect } from './fact-effect';
import { FactField } from './fact-field';
import { FACT_FIELDS } from './fact-fields';
import { FactProblem } from './fact-problem';
import { RetireButton } from './retire-button';
import { useReferences } from './use-references';
import { useSaveFact } from './use-save-fact';

type Version = { version: number; attributes: Record<string, unknown> };

/** Writes one fact. What was read when editing began is the base: what somebody else wrote since is shown beside it. */
export function FactForm(props: {
  section: FactSection;
  factKey: string | null;
  begin: Version | null;
  current: Version | null;
  preset: FactDraft;
  /** what somebody is asked to save: shown as if it had been typed */
  proposed?: FactDraft;
}) {
  const { section, factKey, current } = props;
  const t = useTranslations('inventory');
  const [base, setBase] = useState(props.begin);
  const [draft, setDraft] = useState<FactDraft>(props.proposed ?? props.begin?.attributes ?? props.preset);
  const [touched, setTouched] = useState(props.proposed !== undefined);
  const [asked, setAsked] = useState(false);
  const key = factKey ?? (typeof draft.key === 'string' ? draft.key : '');
  const parsed = factSchema(section).safeParse({ ...draft, key });
  const save = useSaveFact(section);
  const problems = [...(asked && !parsed.success ? problemsOf(parsed.error) : []), ...save.problems];
  const references = useReferences();
  useLeaveWarning(touched && !save.done);
  const moved = base !== null && current !== null && current.version !== base.version;
  const change = (next: FactDraft) => {
    setDraft(next);
    setTouched(true);
    save.reset();
  };
  if (moved)
    return (
      <ConflictView
        base={base.attributes}
        mine={{ ...draft, key }}
        theirs={current.attributes}
        onMerged={(merged) => {
          setDraft(merged);
          setBase(current);
          save.reset();
        }}
      />
    );
  return (
    <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-[minmax(0,1fr)_280px] lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_420px]">
      <form
        noValidate
        aria-label={factKey ?? t(`new.${section}`)}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (parsed.success) save.run({ section, key, version: base?.version ?? null, attributes: { ...draft, key } });
        }}
      >
        <Panel
          padded
          footer={
            <Footer save={save} problems={problems} section={section} factKey={factKey} version={base?.version} />
          }
        >
          <div className="flex max-w-180 flex-col gap-4 py-1">
            {props.proposed && <p className="text-12 text-ink-2">{t('proposed')}</p>}
            {factKey === null && (
              <Field
                label={t('key')}
                help={t('keyHelp')}
                error={problems.some(({ path }) => path[0] === 'key') ? t('problems.missing') : undefined}
              >
                <Input
                  mono
                  value={key}
                  onChange={(event) => change({ ...draft, key: event.target.value.trim() || undefined })}
                />
              </Field>
            )}
            {FACT_FIELDS[section].map((spec) => (
              <FactField
                key={spec.path}
                spec={spec}
                draft={draft}
                onChange={change}
                problems={problems}
                references={references}
              />
            ))}
          </div>
        </Panel>
      </form>
      <div className="md:sticky md:top-3">
        <FactEffect
          asked={touched && parsed.success ? { written: { section, key, attributes: { ...draft, key } } } : null}
          touched={touched}
        />
      </div>
    </div>
  );
}

function Footer({
  save,
  problems,
  section,
  factKey,
  version,
}: {
  save: ReturnType<typeof useSaveFact>;
  problems: readonly Parameters<typeof FactProblem>[0]['problem'][];
  section: FactSection;
  factKey: string | null;
  version: number | undefined;
}) {
  const t = useTranslations('inventory');
  const refusal = useRefusalText();
  const general = problems.filter(({ path }) => path.length === 0);
  return (
    <div className="flex flex-wrap items-center gap-3 py-1">
      <Button type="submit" variant="primary" busy={save.isPending}>
        {factKey === null ? t('declare') : t('save')}
      </Button>
      {factKey !== null && version !== undefined && (
        <RetireButton section={section} factKey={factKey} version={version} />
      )}
      {(save.error !== null || problems.length > 0) && (
        <div role="alert" className="text-12">
          <StatusMark
            status="broken"
            label={save.error === null ? t('problemCount', { count: problems.length }) : refusal(save.error)}
            className="whitespace-normal"
          />
          {general.map((problem, n) => (
            <FactProblem key={n} problem={problem} />
          ))}
        </div>
      )}
    </div>
  );
}
