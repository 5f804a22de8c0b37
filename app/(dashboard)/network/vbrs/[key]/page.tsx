import { Suspense } from 'react';
import { ObjectPage } from '@/components/lists/object-page';
import { VbrPage } from '@/components/network/vbr-page';

type Address = { params: Promise<{ key: string }>; searchParams: Promise<{ at?: string }> };

export default async function Page({ params, searchParams }: Address) {
  const { key } = await params;
  const { at } = await searchParams;
  const vbrKey = decodeURIComponent(key);
  // What can be changed is the present; the past is only looked at.
  if (at !== undefined) return <ObjectPage kind="vbr" id={vbrKey} />;
  return (
    <Suspense>
      <VbrPage vbrKey={vbrKey} />
    </Suspense>
  );
}
