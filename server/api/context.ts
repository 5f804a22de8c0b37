import { randomUUID } from 'node:crypto';
import type { Actor } from '@/domain/access';
import { actorFromHeaders } from '@/server/auth/actor';
import { processEngine } from '@/server/engine/process-engine';
import type { Context } from '@/server/use-cases/context';
import { processContext } from '@/server/use-cases/process-context';

/** One request: the use-cases' context, and the id under which the log knows it. */
export type ApiContext = Context & {
  requestId: string;
  /** who sends it, looked up anew: streams outlive rights */
  findActor: () => Promise<Actor>;
};

export async function apiContext(headers: Headers): Promise<ApiContext> {
  const findActor = () => actorFromHeaders(headers);
  return { ...processContext(), engine: processEngine(), actor: await findActor(), requestId: randomUUID(), findActor };
}
