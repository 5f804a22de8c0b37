import { notFound } from 'next/navigation';
import { ChangePage } from '@/components/changes/change-page';

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  if (!/^\d{1,9}$/.test(number)) notFound();
  return <ChangePage number={Number(number)} />;
}
