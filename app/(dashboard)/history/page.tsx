import { HistoryPage } from '@/components/lists/history-page';

export default function Page() {
  return <HistoryPage />;
}
