'use client';

import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { ChainCheck } from './chain-check';

/** Walks every row of the chain, when somebody asks for it. */
export function VerifyButton({ chain }: { chain: ChainCheck }) {
  const t = useTranslations('audit.chain');
  return (
    <Button busy={chain.isFetching} onClick={() => void chain.refetch()}>
      <ShieldCheck aria-hidden />
      {t(chain.isFetching ? 'verifying' : 'verify')}
    </Button>
  );
}
