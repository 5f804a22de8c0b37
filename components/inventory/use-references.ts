'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import type { References } from './fact-field';

const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);

/** Keys that a fact may name: everything the estate holds, declared or observed. */
export function useReferences(): References {
  const trpc = useTRPC();
  const estate = useQuery(trpc.estate.view.queryOptions({})).data?.estate;
  return {
    site: keysOf(estate?.sites ?? []),
    lan: keysOf((estate?.sites ?? []).flatMap((site) => site.lans)),
    vpc: keysOf(estate?.vpcs ?? []),
    circuit: keysOf(estate?.physicalConnections ?? []),
    pool: keysOf((estate?.clusters ?? []).flatMap((cluster) => cluster.nodePools ?? [])),
  };
}
