import { handleAuth } from '@/server/auth/auth';

export const dynamic = 'force-dynamic';

function handler(request: Request): Promise<Response> {
  return handleAuth(request);
}

export { handler as GET, handler as POST };
