'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { objectOf } from './audit-words';

/** Names for what rows refer to by id: people and sources. */
export function useObjectNames() {
  const trpc = useTRPC();
  const people = useQuery(trpc.people.names.queryOptions({}, { staleTime: 300_000 })).data;
  const sources = useQuery(trpc.sources.list.queryOptions({}, { staleTime: 300_000 })).data;
  const personName = (id: string) => people?.find((person) => person.id === id)?.name;
  const sourceName = (id: string) => sources?.find((source) => source.id === id)?.name;
  return {
    personName,
    /** How an object is called where it is shown; its key where it has no other name. */
    nameOf(reference: string): string {
      const { kind, key } = objectOf(reference);
      if (kind === 'person') return personName(key) ?? key;
      if (kind === 'source') return sourceName(key) ?? key;
      // A lane is called after its router: `router:vbr:vbr-1`.
      return kind === 'router' ? objectOf(key).key : key;
    },
  };
}
