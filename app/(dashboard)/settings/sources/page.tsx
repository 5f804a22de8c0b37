import { SourcesPage } from '@/components/sources/sources-page';

export default function Page() {
  return <SourcesPage />;
}
