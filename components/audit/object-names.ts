'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { useMe } from '@/components/people/use-me';
import { objectOf } from './audit-words';

/** Names for what rows refer to by id: people, sources and tokens. */
export function useObjectNames() {
  const trpc = useTRPC();
  const { may } = useMe();
  const people = useQuery(trpc.people.names.queryOptions({}, { staleTime: 300_000 })).data;
  const sources = useQuery(trpc.sources.list.queryOptions({}, { staleTime: 300_000 })).data;
  // Only auditors see rows about tokens; asking for the others would be a refusal for nothing.
  const tokens = useQuery(
    trpc.people.tokenNames.queryOptions({}, { enabled: may('audit:read'), staleTime: 300_000 }),
  ).data;
  const personName = (id: string) => people?.find((person) => person.id === id)?.name;
  const sourceName = (id: string) => sources?.find((source) => source.id === id)?.name;
  return {
    personName,
    /** How an object is called where it is shown; its key where it has no other name. */
    nameOf(reference: string): string {
      const { kind, key } = objectOf(reference);
      if (kind === 'person') return personName(key) ?? key;
      if (kind === 'token') return tokens?.find((token) => token.id === key)?.name ?? key;
      if (kind === 'source') return sourceName(key) ?? key;
      // A lane is called after its router: `router:vbr:vbr-1`.
      return kind === 'router' ? objectOf(key).key : key;
    },
  };
}
