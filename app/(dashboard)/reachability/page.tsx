import { ReachPage } from '@/components/reachability/reach-page';

export default function Page() {
  return <ReachPage />;
}
