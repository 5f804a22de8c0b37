'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { ProgressBar } from '@/components/ui/progress-bar';
import { StatusShape } from '@/components/ui/status-mark';
import { changeReference, type RunningChange } from './shell-data';

/** The change that runs now, with its progress; the others as a count. Leads to its run page. */
export function RunningChip({ running }: { running: readonly RunningChange[] }) {
  const t = useTranslations('shell.running');
  const [first, ...others] = running;
  if (!first) return null;
  const { done, total, secondsLeft } = first;
  const steps =
    secondsLeft === null ? t('steps', { done, total }) : t('stepsLeft', { done, total, seconds: secondsLeft });
  return (
    <div className="flex min-w-0 shrink items-center gap-2">
      <Link
        href={`/changes/${first.number}`}
        aria-label={`${t('label', { number: changeReference(first.number) })}: ${first.title}, ${steps}`}
        className="flex h-7 min-w-0 items-center gap-2 rounded-2 border border-changing-line bg-changing-soft px-2 text-12 whitespace-nowrap"
      >
        <StatusShape status="changing" />
        <span className="mono">{changeReference(first.number)}</span>
        <span className="hidden max-w-40 truncate text-ink-2 xl:inline">{first.title}</span>
        <ProgressBar value={done} max={total} label={steps} tone="changing" className="hidden w-14 xl:inline-block" />
        <span className="num text-ink-2">{steps}</span>
      </Link>
      {others.length > 0 && (
        <Link href="/changes" className="text-12 whitespace-nowrap text-changing-text hover:underline">
          {t('more', { count: others.length })}
        </Link>
      )}
    </div>
  );
}
