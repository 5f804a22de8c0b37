import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { ChangeEditPage } from '@/components/changes/edit-page';

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  if (!/^\d{1,9}$/.test(number)) notFound();
  return (
    <Suspense>
      <ChangeEditPage number={Number(number)} />
    </Suspense>
  );
}
