import { Suspense } from 'react';
import { DeclarePage } from '@/components/inventory/declare-page';

export default function Page() {
  return (
    <Suspense>
      <DeclarePage />
    </Suspense>
  );
}
