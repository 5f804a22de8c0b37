'use client';

import { useRouter } from 'next/navigation';
import { LedgerTable } from '@/components/ledger/ledger-table';

/** The blocks of one site, as the ledger has them. */
export function BlocksTab({ site }: { site: string }) {
  const router = useRouter();
  return (
    <div className="pt-4">
      <LedgerTable site={site} onOpen={(block) => router.push(`/ledger?block=${encodeURIComponent(block)}`)} />
    </div>
  );
}
