import { randomUUID } from 'node:crypto';
import { actorFromHeaders } from '@/server/auth/actor';
import type { Context } from '@/server/use-cases/context';
import { processContext } from '@/server/use-cases/process-context';

/** One request: the use-cases' context, and the id under which the log knows it. */
export type ApiContext = Context & { requestId: string };

export async function apiContext(headers: Headers): Promise<ApiContext> {
  const actor = await actorFromHeaders(headers);
  return { ...processContext(), actor, requestId: randomUUID() };
}
