import { MatrixPage } from '@/components/reachability/matrix/matrix-page';

export default function Page() {
  return <MatrixPage />;
}
