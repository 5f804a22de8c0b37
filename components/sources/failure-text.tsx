'use client';

import { useTranslations } from 'use-intl';
import { CopyMono } from '@/components/ui/mono';
import { type Failure, failureReason } from './failure-reason';

const ROWS = 'not-understood';

/** Why a source did not answer: what it means and what to do, with the source's own code beside it. */
export function FailureText({ error }: { error: Failure }) {
  const t = useTranslations('sources.failure');
  const refused = useTranslations('errors.reasons');
  // Our own refusals carry their reason as the code; they have their sentence already.
  const reason = error.code as 'unexpected';
  const told = failureReason(error) as 'other' | typeof ROWS;
  if (error.code && refused.has(reason)) return <>{refused(reason, {} as never)}</>;
  return (
    <>
      {t(t.has(told) ? told : 'other')}{' '}
      {/* Which rows they are is the news here; elsewhere the sentence says more than the message. */}
      {told === ROWS ? (
        <span className="mono text-[0.923em] break-words">{error.message}</span>
      ) : (
        error.code && <CopyMono value={error.code} />
      )}
    </>
  );
}
