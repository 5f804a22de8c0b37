import { ObjectPage } from '@/components/lists/object-page';

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return <ObjectPage kind="daemon-set" id={decodeURIComponent(key)} />;
}
