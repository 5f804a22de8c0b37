'use client';

import { useTranslations } from 'use-intl';
import { assertNever } from '@/domain/errors';
import { StatusShape } from '@/components/ui/status-mark';
import type { IssuerFailure } from './issuer';
import type { SignInResult } from './sign-in';

/** Why somebody is not in: an attempt with a password, or a way through the organisation's issuer that ended at the door. */
export type SignInFailure =
  Exclude<SignInResult, { kind: 'signed-in' }> | { kind: 'issuer'; failure: IssuerFailure; issuer: string };

export function FailureLine({ failure }: { failure: SignInFailure }) {
  const sentence = useSentence();
  return (
    <p
      role="alert"
      className="flex gap-2 rounded-2 border border-broken-line bg-broken-soft px-3 py-2 text-12 text-broken-text"
    >
      <StatusShape status="broken" className="mt-0.5" />
      <span className="min-w-0">{sentence(failure)}</span>
    </p>
  );
}

function useSentence(): (failure: SignInFailure) => string {
  const t = useTranslations('auth.errors');
  return (failure) => {
    switch (failure.kind) {
      case 'wrong':
        return t('wrong');
      case 'disabled':
        return t('disabled');
      case 'unreachable':
        return t('unreachable');
      case 'issuer-silent':
        return t('issuerSilent');
      case 'issuer':
        return t(`issuer.${failure.failure}`, { issuer: failure.issuer });
      case 'too-many':
        return failure.retryAfterSeconds === null
          ? t('tooManyUnknown')
          : t('tooMany', { seconds: failure.retryAfterSeconds });
      case 'server':
        return t('server', { status: failure.status });
      default:
        return assertNever(failure);
    }
  };
}
