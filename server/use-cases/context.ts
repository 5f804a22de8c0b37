import type { Actor } from '@/domain/access';
import type { Observer, ReachableSource } from '@/server/connectors/types';
import type { Database } from '@/server/db/client';

/** Everything a use-case may reach: the database, who asks, and the clock and ids as arguments. */
export type Context = {
  db: Database;
  actor: Actor;
  now: () => Date;
  newId: () => string;
  /** how a source is reached; left out, the connectors' registry decides */
  connect?: (source: ReachableSource) => Observer;
  /** where effects are computed; left out, right here */
  engine?: Engine;
  /** tells that whoever asks has gone */
  signal?: AbortSignal;
};

/** Computes what a change would do, away from who else is served. */
export type Engine = { ask(now: Date, input: unknown, signal?: AbortSignal): Promise<unknown> };

/** The same context for a job: jobs act as the system and say which one they are. */
export function asSystem(context: Omit<Context, 'actor'>, job: string): Context {
  return { ...context, actor: { kind: 'system', job } };
}
