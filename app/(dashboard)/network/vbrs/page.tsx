import { VbrList } from '@/components/network/vbr-list';

export default function Page() {
  return <VbrList />;
}
