import { ListPage } from '@/components/lists/list-page';

export default function Page() {
  return <ListPage kind="daemon-set" />;
}
