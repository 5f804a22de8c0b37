import type { z } from 'zod';
import { type AccessScope, type Actor, authorise, type Permission } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { problemsOf } from '@/domain/problems';
import { appendAudit, type AuditDraft } from '@/server/db/audit';
import { inTransaction, type Tx } from '@/server/db/client';
import { type Notice, notifyAll } from '@/server/db/notify';
import { addJob, type JobDraft } from '@/server/db/queue';
import type { Context } from './context';
import type { QuestionName } from './questions';
import { recordRefusal } from './refusals';

export type CommandScope = { tx: Tx; actor: Actor; now: Date; newId: () => string };

/** What a command leaves behind besides its writes. `audit` is required: forgetting it does not compile. */
export type CommandOutcome<R> = {
  result: R;
  audit: AuditDraft | readonly AuditDraft[];
  jobs?: readonly JobDraft[];
  notices?: readonly Notice[];
};

type CommandDefinition<S extends z.ZodType, R> = {
  /** `change.approve`: names the audit row of a refusal */
  name: string;
  permission: Permission;
  input: S;
  /** what the input touches, for scoped grants; reads inside the transaction are allowed */
  scope?: (tx: Tx, input: z.output<S>) => Promise<AccessScope>;
  run: (scope: CommandScope, input: z.output<S>) => Promise<CommandOutcome<R>>;
};

export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new DomainError(
    'invalid-input',
    'invalid-input',
    { count: parsed.error.issues.length },
    problemsOf(parsed.error),
  );
}

/**
 * One shape for every write: authorise, parse, run, enqueue, notify, audit: all in one transaction, the audit last because it
 * takes the chain's lock. A refusal is recorded in a transaction of its own.
 */
export function command<S extends z.ZodType, R>(definition: CommandDefinition<S, R>) {
  return async (context: Context, raw: z.input<S>): Promise<R> => {
    const now = context.now();
    try {
      if (!definition.scope) authorise(context.actor, definition.permission);
      const input = parseInput(definition.input, raw);
      return await inTransaction(context.db, async (tx) => {
        if (definition.scope) authorise(context.actor, definition.permission, await definition.scope(tx, input));
        const outcome = await definition.run({ tx, actor: context.actor, now, newId: context.newId }, input);
        for (const job of outcome.jobs ?? []) await addJob(tx, job);
        const drafts = Array.isArray(outcome.audit)
          ? (outcome.audit as readonly AuditDraft[])
          : [outcome.audit as AuditDraft];
        const audited: Notice[] = drafts.length > 0 ? [{ topic: 'audit', id: 'head' }] : [];
        await notifyAll(tx, [...(outcome.notices ?? []), ...audited]);
        await appendAudit(tx, context.actor, now, drafts);
        return outcome.result;
      });
    } catch (error) {
      if (error instanceof DomainError) await recordRefusal(context, definition.name, error, raw);
      throw error;
    }
  };
}

type QueryDefinition<S extends z.ZodType, R> = {
  /** under which name it is answered where the estate is kept: for what takes the whole of it */
  question?: QuestionName;
  permission: Permission;
  input: S;
  run: (scope: Pick<Context, 'db' | 'actor'> & { now: Date }, input: z.output<S>) => Promise<R>;
};

/**
 * The same for reads: authorised and parsed, without effects. A question is handed to the engine, if this process has one, once
 * it is known to be allowed and understood; there it is asked as here.
 */
export function query<S extends z.ZodType, R>({ question, permission, input, run }: QueryDefinition<S, R>) {
  return async (context: Context, raw: z.input<S>): Promise<R> => {
    authorise(context.actor, permission);
    const { db, actor, engine, signal } = context;
    const [now, parsed] = [context.now(), parseInput(input, raw)];
    if (!engine || !question) return run({ db, actor, now }, parsed);
    return (await engine.ask(question, { actor, now, input: raw }, signal)) as R;
  };
}
