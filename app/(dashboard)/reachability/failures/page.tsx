import { FailuresPage } from '@/components/reachability/failures/failures-page';

export default function Page() {
  return <FailuresPage />;
}
