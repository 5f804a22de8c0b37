'use client';

import { useRouter } from 'next/navigation';
import { LedgerTable } from '@/components/ledger/ledger-table';
import { usePast } from '@/components/lists/use-past';

/** The blocks of one site, as the ledger has them. */
export function BlocksTab({ site }: { site: string }) {
  const router = useRouter();
  const { keep } = usePast();
  return (
    <div className="pt-4">
      <LedgerTable site={site} onOpen={(block) => router.push(keep(`/ledger?block=${encodeURIComponent(block)}`))} />
    </div>
  );
}
