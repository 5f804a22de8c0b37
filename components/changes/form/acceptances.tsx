'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Checkbox } from '@/components/ui/checkbox';
import type { Acceptance } from '@/domain/changes/change';
import type { Problem } from '@/domain/errors';
import { useFindingName } from '../plan/findings-list';

const same = (a: Acceptance, b: Acceptance) => a.kind === b.kind && a.key === b.key;

export function accept(accepted: readonly Acceptance[], given: Acceptance): Acceptance[] {
  return [...withdraw(accepted, given), given];
}

export function withdraw(accepted: readonly Acceptance[], given: Acceptance): Acceptance[] {
  return accepted.filter((each) => !same(each, given));
}

/** Problems that a name can answer for; each asks for exactly that name. */
const ANSWERABLE: Record<string, { kind: Acceptance['kind']; key: (problem: Problem) => string }> = {
  'flow-would-break': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'flow-might-break': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'flow-break-accepted': { kind: 'flow-break', key: (problem) => String(problem.params?.flow ?? '') },
  'last-path-not-accepted': { kind: 'gap', key: (problem) => String(problem.params?.prefix ?? '') },
  'session-cannot-come-up': { kind: 'session-not-up', key: (problem) => String(problem.params?.session ?? '') },
  'finding-not-accepted': { kind: 'new-finding', key: (problem) => String(problem.params?.finding ?? '') },
  'guard-empty': { kind: 'empty-guard', key: () => 'guard' },
};

type AcceptancesProps = {
  problems: readonly Problem[];
  accepted: readonly Acceptance[];
  onChange: (accepted: Acceptance[]) => void;
};

/** What the author takes upon themselves by name: everything asked for, and everything given so far. */
export function Acceptances({ problems, accepted, onChange }: AcceptancesProps) {
  const t = useTranslations('changes.form');
  const nameOf = useFindingName();
  const asked = new Map<string, Acceptance>();
  for (const each of accepted) asked.set(`${each.kind} ${each.key}`, each);
  for (const problem of problems) {
    const answer = ANSWERABLE[problem.code];
    if (answer) asked.set(`${answer.kind} ${answer.key(problem)}`, { kind: answer.kind, key: answer.key(problem) });
  }
  if (asked.size === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1.5 rounded-2 border border-warning-line bg-warning-soft px-3 py-2.5">
      <legend className="sr-only">{t('acceptByName')}</legend>
      <p className="text-12 font-medium text-warning-text">{t('acceptByName')}</p>
      {[...asked.values()].map((each) => (
        <Checkbox
          key={`${each.kind} ${each.key}`}
          checked={accepted.some((other) => same(other, each))}
          onChange={(on) => onChange(on ? accept(accepted, each) : withdraw(accepted, each))}
          label={t.rich(`accept.${each.kind}`, { ...richTags, key: each.key, ...nameOf(each.key) })}
        />
      ))}
    </fieldset>
  );
}
