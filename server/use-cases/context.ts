import type { Actor } from '@/domain/access';
import type { Observer, ReachableSource } from '@/server/connectors/types';
import type { Database } from '@/server/db/client';
import type { QuestionName } from './questions';

/** Everything a use-case may reach: the database, who asks, and the clock and ids as arguments. */
export type Context = {
  db: Database;
  actor: Actor;
  now: () => Date;
  newId: () => string;
  /** how a source is reached; left out, the connectors' registry decides */
  connect?: (source: ReachableSource) => Observer;
  /** where what takes the whole estate is answered; left out, right here */
  engine?: Engine;
  /** tells that whoever asks has gone */
  signal?: AbortSignal;
};

/** What somebody asks at a moment: the input as it was sent. */
export type Asked = { actor: Actor; now: Date; input: unknown };

/** Answers questions away from who else is served. */
export type Engine = { ask(question: QuestionName, asked: Asked, signal?: AbortSignal): Promise<unknown> };

/** The same context for a job: jobs act as the system and say which one they are. */
export function asSystem(context: Omit<Context, 'actor'>, job: string): Context {
  return { ...context, actor: { kind: 'system', job } };
}
