'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { StatusMark } from '@/components/ui/status-mark';
import { ProblemText } from '../problem-text';
import type { ChangeForm } from './use-change-form';

type FormFooterProps = { change: ChangeForm; asked: boolean; busy: boolean; onKeep: () => void; onDiscard: () => void };

/** What still stands in the way, and the three ways out of the form. */
export function FormFooter({ change, asked, busy, onKeep, onDiscard }: FormFooterProps) {
  const t = useTranslations('changes.form');
  const errors = change.problems.filter(
    (problem) => problem.severity !== 'warning' && (asked || problem.code !== 'missing'),
  );
  const general =
    errors.find((problem) => problem.path[0] === 'operations' && problem.path.length < 3) ??
    errors.find((problem) => problem.path[0] === 'guard' && problem.path.length === 1);
  return (
    <footer
      className="sticky bottom-0 z-10 flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-surface px-6 py-2"
      aria-live="polite"
    >
      {errors.length > 0 && <StatusMark status="broken" label={t('toCorrect', { count: errors.length })} />}
      {general && (
        <span className="min-w-0 text-12 text-ink-2">
          <ProblemText problem={general} />
        </span>
      )}
      <div className="ml-auto flex items-center gap-2">
        <Button variant="ghost" onClick={onDiscard}>
          {t('discard')}
        </Button>
        <Button onClick={onKeep}>{t('keep')}</Button>
        <Button type="submit" variant="primary" busy={busy} aria-disabled={!change.ready}>
          {t('plan')}
        </Button>
      </div>
    </footer>
  );
}
