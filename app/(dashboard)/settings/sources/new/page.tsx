import { AddSourcePage } from '@/components/sources/add-source-page';

export default function Page() {
  return <AddSourcePage />;
}
