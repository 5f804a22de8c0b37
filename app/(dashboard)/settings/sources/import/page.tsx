import { ImportPage } from '@/components/sources/import/import-page';

export default function Page() {
  return <ImportPage />;
}
