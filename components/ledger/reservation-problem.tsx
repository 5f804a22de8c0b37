'use client';

import { useTranslations } from 'use-intl';
import { ProblemText } from '@/components/changes/problem-text';
import { richTags } from '@/components/i18n/rich-tags';
import type { Problem } from '@/domain/errors';

/** The sentence of one problem: those of the ledger, else those that every form of addresses has. */
export function ReservationProblem({ problem }: { problem: Problem }) {
  const t = useTranslations('ledger.problemCodes');
  const code = problem.code as 'needed';
  return (
    <span className="block">
      {t.has(code) ? t.rich(code, { ...richTags, ...problem.params } as never) : <ProblemText problem={problem} />}
    </span>
  );
}
