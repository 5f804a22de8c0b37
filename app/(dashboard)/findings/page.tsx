import { FindingsPage } from '@/components/findings/findings-page';

export default function Page() {
  return <FindingsPage />;
}
