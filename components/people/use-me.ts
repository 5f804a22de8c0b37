'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import type { Permission } from '@/domain/access';

/** Who is signed in and what they may do somewhere. Pages draw their buttons from it; the server decides all the same. */
export function useMe() {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.people.me.queryOptions(undefined, { staleTime: 60_000 }));
  return {
    me,
    may: (permission: Permission) => me?.permissions.includes(permission) ?? false,
    mayEverywhere: (permission: Permission) => me?.everywhere.includes(permission) ?? false,
  };
}
