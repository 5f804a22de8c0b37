import {
  dehydrate,
  QueryClient,
  type DehydratedState,
  type FetchQueryOptions,
  type QueryKey,
} from '@tanstack/react-query';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { appRouter, type AppRouter } from '@/server/api/root';
import { requestContext } from './request-context';

/** What is the same after it has been written and read as JSON. */
type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * Asks what the page is about to ask, while the browser still fetches its scripts: the response begins without the answer, which
 * follows in it as one text. A question that fails here is asked again by the page, which says what was wrong with it.
 */
export function askAhead<Answer extends Plain, Failure, Key extends QueryKey>(
  question: (trpc: TRPCOptionsProxy<AppRouter>) => FetchQueryOptions<Answer, Failure, Answer, Key>,
): DehydratedState {
  const queryClient = new QueryClient();
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx: requestContext, queryClient });
  void queryClient.prefetchQuery(question(trpc));
  const serializeData = (answer: unknown) => JSON.stringify(answer);
  const { mutations, queries } = dehydrate(queryClient, { serializeData, shouldDehydrateQuery: () => true });
  return { mutations, queries: queries.map((each) => ({ ...each, promise: withdrawn(each.promise) })) };
}

/** A failure is no news to the log: the page asks again, and that is where it is said. */
function withdrawn(answer: Promise<unknown> | undefined): Promise<unknown> | undefined {
  const given = answer?.catch(() => Promise.reject(new DOMException('asked again by the page', 'AbortError')));
  // Nobody may be left to hear of it.
  given?.catch(() => undefined);
  return given;
}
