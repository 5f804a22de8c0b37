import { ChangeList } from '@/components/changes/change-list';

export default function Page() {
  return <ChangeList />;
}
