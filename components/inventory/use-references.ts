'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import type { References } from './fact-field';

const NONE: References = { site: [], lan: [], vpc: [], circuit: [], pool: [], router: [] };

/** Keys that a fact may name: everything the estate holds, declared or observed. */
export function useReferences(): References {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inventory.references.queryOptions({}));
  return data ? { ...data, site: data.site.map(({ key }) => key), router: [...data.vpc, ...data.vbr] } : NONE;
}
