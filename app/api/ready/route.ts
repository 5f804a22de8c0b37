import { readiness } from '@/server/api/readiness';

export const dynamic = 'force-dynamic';

/** The process can do its work. */
export async function GET(): Promise<Response> {
  const { ready, ...rest } = await readiness();
  return Response.json({ ready, ...rest }, { status: ready ? 200 : 503 });
}
