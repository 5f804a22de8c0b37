import { Suspense } from 'react';
import { SitePage } from '@/components/inventory/site-page';

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return (
    <Suspense>
      <SitePage siteKey={decodeURIComponent(key)} />
    </Suspense>
  );
}
