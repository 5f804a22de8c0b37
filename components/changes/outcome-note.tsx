'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { StatusShape, statusTone, type Status } from '@/components/ui/status-mark';
import { cn } from '@/components/ui/cn';
import type { Change } from '@/domain/changes/change';
import { ProblemText } from './problem-text';

const TONE: Partial<Record<Change['status'], Status>> = { done: 'healthy', held: 'broken', draft: 'broken' };

/** Why the change is where it is, in one sentence, and what stood against a refused plan. */
export function OutcomeNote({ change }: { change: Pick<Change, 'outcome' | 'status'> }) {
  const t = useTranslations('changes.outcome');
  const reasons = useTranslations('errors.reasons');
  const { outcome } = change;
  if (!outcome) return null;
  const tone = TONE[change.status] ?? 'warning';
  const code = outcome.code as 'plan-refused';
  // What refused a take-off is said in the words that refuse a request.
  const reason = outcome.code as 'unexpected';
  return (
    <div
      role="status"
      className={cn('mb-3 rounded-3 border px-4 py-2.5', statusTone[tone].soft, statusTone[tone].line)}
    >
      <p className="flex items-start gap-2 text-13 font-medium">
        <StatusShape status={tone} className="mt-1" />
        <span>
          {t.has(code)
            ? t.rich(code, { ...richTags, ...outcome.params } as never)
            : reasons.has(reason)
              ? reasons(reason, outcome.params as never)
              : outcome.code}
        </span>
      </p>
      {outcome.problems && outcome.problems.length > 0 && (
        <ul className="mt-1.5 ml-5 list-disc text-12 text-ink-2">
          {outcome.problems.map((problem, index) => (
            <li key={index}>
              <ProblemText problem={problem} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
