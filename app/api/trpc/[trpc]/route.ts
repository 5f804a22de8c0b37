import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { apiContext } from '@/server/api/context';
import { appRouter } from '@/server/api/root';

export const dynamic = 'force-dynamic';

function handler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // A question that is too long for an address comes as a body.
    allowMethodOverride: true,
    createContext: () => apiContext(request.headers),
  });
}

export { handler as GET, handler as POST };
