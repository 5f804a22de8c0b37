'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { everyPage } from '@/components/lists/every-page';
import type { TopologyGraph } from '@/domain/topology/graph';
import { questionOf, type TopologyAddress } from './topology-address';

/** All rows that the search leaves, page after page, as one graph. */
export function useWholeTable(address: TopologyAddress): () => Promise<TopologyGraph> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async () => {
    const pages: TopologyGraph[] = [];
    const nodes = await everyPage(async (part) => {
      const answer = await client.fetchQuery(trpc.estate.topology.queryOptions({ ...questionOf(address), ...part }));
      const { page = 1, rows = 0 } = answer.totals.listed ?? {};
      pages.push(answer.graph);
      return { rows: answer.graph.nodes, page, found: rows };
    });
    const [first] = pages;
    if (!first) throw new Error('a table has at least one page');
    return { ...first, nodes, edges: pages.flatMap((each) => each.edges) };
  };
}
