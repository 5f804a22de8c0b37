import { HydrationBoundary } from '@tanstack/react-query';
import { createLoader, type SearchParams } from 'nuqs/server';
import { ADDRESS_PARTS, questionOf } from '@/components/topology/topology-address';
import { TopologyView } from '@/components/topology/topology-view';
import { askAhead } from '../../ask-ahead';

const readAddress = createLoader(ADDRESS_PARTS);

/** The estate as a picture, or as its table. */
export default async function TopologyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const question = questionOf(await readAddress(searchParams));
  return (
    <HydrationBoundary state={askAhead((trpc) => trpc.estate.topology.queryOptions(question))}>
      <TopologyView />
    </HydrationBoundary>
  );
}
