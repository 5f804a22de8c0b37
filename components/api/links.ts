import { httpBatchLink, httpLink, httpSubscriptionLink, splitLink, type Operation, type TRPCLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from '@/server/api/root';

const ADDRESS = { url: '/api/trpc', transformer: superjson } as const;
/** Servers and what stands before them refuse longer addresses. */
const LONGEST_ADDRESS = 4_000;
/** Leaves room for the procedure's name and what a batch adds. */
const LONGEST_INPUT = LONGEST_ADDRESS - 500;

/** How questions travel: together and by address; one that is too long for that as a body of its own; streams as streams. */
export function createLinks(): TRPCLink<AppRouter>[] {
  return [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink(ADDRESS),
      false: splitLink({
        condition: isLongQuestion,
        true: httpLink({ ...ADDRESS, methodOverride: 'POST' }),
        false: httpBatchLink({ ...ADDRESS, maxURLLength: LONGEST_ADDRESS }),
      }),
    }),
  ];
}

function isLongQuestion({ type, input }: Operation): boolean {
  return type === 'query' && encodeURIComponent(superjson.stringify(input)).length > LONGEST_INPUT;
}
