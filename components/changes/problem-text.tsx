'use client';

import { useTranslations } from 'use-intl';
import type { Messages } from '@/components/i18n/messages';
import { richTags } from '@/components/i18n/rich-tags';
import { useFindingName } from './plan/findings-list';
import type { Problem } from '@/domain/errors';

type ProblemCode = keyof Messages['operations']['problems'];

/** The sentence of a problem: names the object, what is wrong with it, and the next move. */
export function ProblemText({ problem }: { problem: Problem }) {
  const t = useTranslations('operations.problems');
  const nameOf = useFindingName();
  const code = problem.code as ProblemCode;
  if (!t.has(code)) return <>{t('invalid', { detail: problem.params?.detail ?? problem.code })}</>;
  const key = problem.params?.finding;
  const name = typeof key === 'string' ? nameOf(key) : {};
  return <>{t.rich(code, { ...richTags, ...problem.params, ...name } as never)}</>;
}

/** What a nearly right input was probably meant to be; one press takes it. */
export function Suggestions({ problem, onTake }: { problem: Problem; onTake: (text: string) => void }) {
  const t = useTranslations('changes.form');
  const offers = [problem.params?.suggestion, problem.params?.alternative].filter(
    (each): each is string => typeof each === 'string',
  );
  if (offers.length === 0) return null;
  return (
    <p className="mt-1.5 flex items-center gap-2 text-12 text-ink-2">
      {t('didYouMean')}
      {offers.map((offer) => (
        <button
          key={offer}
          type="button"
          onClick={() => onTake(offer)}
          className="mono inline-flex h-6 items-center rounded-2 border border-accent-line bg-accent-soft px-2 font-medium text-accent hover:border-accent"
        >
          {offer}
        </button>
      ))}
    </p>
  );
}
