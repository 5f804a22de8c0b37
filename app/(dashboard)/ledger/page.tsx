import { Suspense } from 'react';
import { LedgerPage } from '@/components/ledger/ledger-page';

export default function Page() {
  return (
    <Suspense>
      <LedgerPage />
    </Suspense>
  );
}
