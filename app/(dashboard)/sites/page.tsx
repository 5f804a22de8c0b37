import { Suspense } from 'react';
import { SitesPage } from '@/components/inventory/sites-page';

export default function Page() {
  return (
    <Suspense>
      <SitesPage />
    </Suspense>
  );
}
