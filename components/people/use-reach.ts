'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import type { RouterRef } from '@/domain/changes/effect';

/** For which routers the person may write changes: buttons that lead to a form stand only there. */
export function useReach(): (router: RouterRef) => boolean {
  const trpc = useTRPC();
  const { data: reach } = useQuery(trpc.changes.reach.queryOptions({}, { staleTime: 60_000 }));
  return ({ kind, key }) =>
    reach !== undefined && (reach.everywhere || reach.routers.some((each) => each.kind === kind && each.key === key));
}
