import { Suspense } from 'react';
import { VbrPage } from '@/components/network/vbr-page';

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return (
    <Suspense>
      <VbrPage vbrKey={decodeURIComponent(key)} />
    </Suspense>
  );
}
