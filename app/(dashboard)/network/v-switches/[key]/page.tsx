import { ObjectPage } from '@/components/lists/object-page';

export default async function Page({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return <ObjectPage kind="v-switch" id={decodeURIComponent(key)} />;
}
