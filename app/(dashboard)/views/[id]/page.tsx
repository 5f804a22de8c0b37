import { OpenView } from '@/components/topology/open-view';

/** A saved view under its own address: leads to the picture it stands for. */
export default async function SavedViewPage({ params }: { params: Promise<{ id: string }> }) {
  return <OpenView id={(await params).id} />;
}
