import { TopologyView } from '@/components/topology/topology-view';

/** The estate as a picture, or as its table. */
export default function TopologyPage() {
  return <TopologyView />;
}
