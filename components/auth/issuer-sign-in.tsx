'use client';

import { LogIn } from 'lucide-react';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { FailureLine, type SignInFailure } from './failure-line';
import { type IssuerFailure, startAtIssuer } from './issuer';

/** The way in through the organisation's own issuer, above the one with a password. `failed`: it was tried and ended here. */
export function IssuerSignIn({
  issuer,
  destination,
  failed,
}: {
  issuer: string;
  destination: string;
  failed: IssuerFailure | null;
}) {
  const t = useTranslations('auth');
  const [failure, setFailure] = useState<SignInFailure | null>(failed && { kind: 'issuer', failure: failed, issuer });
  const [pending, start] = useTransition();
  const leave = () =>
    start(async () => {
      const result = await startAtIssuer(destination);
      if (result.kind !== 'leave') {
        setFailure(result);
        return;
      }
      window.location.assign(result.address);
      // Stays busy until the issuer's page takes over.
      await new Promise(() => undefined);
    });
  return (
    <div className="flex flex-col gap-4">
      {failure && <FailureLine failure={failure} />}
      <Button size="lg" busy={pending} onClick={leave} className="w-full">
        <LogIn aria-hidden />
        <span className="min-w-0 truncate">{t('withIssuer', { issuer })}</span>
      </Button>
      <p className="mb-4 flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('orPassword')}
      </p>
    </div>
  );
}
