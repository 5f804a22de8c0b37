'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { LedgerTable } from '@/components/ledger/ledger-table';
import { useLedger } from '@/components/ledger/use-ledger';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { parseAsString, useQueryState } from 'nuqs';

/** The blocks of one site, as the ledger has them. */
export function BlocksTab({ site }: { site: string }) {
  const t = useTranslations('ledger');
  const refusal = useRefusalText();
  const router = useRouter();
  const [typed, setTyped] = useQueryState('q', parseAsString.withDefault(''));
  const { query, tree } = useLedger();
  const own = useMemo(() => (tree ?? []).filter(({ block }) => block.site === site), [tree, site]);
  if (query.isPending) return <SkeletonRows rows={6} label={t('loading')} />;
  if (query.isError) return <ErrorState title={t('failed')}>{refusal(query.error)}</ErrorState>;
  return (
    <div className="pt-4">
      <LedgerTable
        tree={own}
        typed={typed}
        onType={(q) => void setTyped(q || null)}
        selected={null}
        onOpen={(block) => router.push(`/ledger?block=${encodeURIComponent(block)}`)}
      />
    </div>
  );
}
