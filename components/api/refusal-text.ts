'use client';

import { TRPCClientError } from '@trpc/client';
import { useTranslations } from 'use-intl';
import type { ApiError } from './client';

/** The sentence for a failed request: what the server refused and why, or that it could not be reached. */
export function useRefusalText(): (error: unknown) => string {
  const t = useTranslations('errors');
  return (error) => {
    const refusal = error instanceof TRPCClientError ? (error as ApiError).data?.refusal : undefined;
    if (!refusal) return t('unreachable');
    const reason = `reasons.${refusal.reason}` as 'reasons.unexpected';
    if (t.has(reason)) return t(reason, refusal.params as never);
    return t('reasons.refused', { reason: refusal.reason });
  };
}

/** Whether there is no such thing, rather than no answer. */
export function isMissing(error: unknown): boolean {
  return error instanceof TRPCClientError && (error as ApiError).data?.httpStatus === 404;
}
