import { authorise } from '@/domain/access';
import type { RouterRef } from '@/domain/changes/effect';
import { log } from '@/server/config/log';
import { ConnectorError, type Observation, type ObserveScope } from '@/server/connectors/types';
import { inTransaction } from '@/server/db/client';
import { failAllParts } from '@/server/db/collection-parts';
import { notify } from '@/server/db/notify';
import type { Context } from '../context';
import { errorFacts, type ErrorFacts } from './error-facts';
import { openConnector, sourceOfRouter } from './open-connector';
import { withinDeadline } from './reading-deadline';
import { type Run, type Stored, storeObservation } from './store-observation';
import { getSource, type StoredSource } from './stored-source';

/** What made somebody read: the clock, a hint that something moved, a person, or a change that needs fresh ground. */
export type CollectionTrigger = 'schedule' | 'watch' | 'manual' | 'change';

export type CollectionResult = {
  runNumber: bigint;
  startedAt: Date;
  /** failed: nothing was read; partial: what was read is stored, the rest stays and grows stale */
  outcome: Stored['outcome'] | 'failed';
  added: number;
  changed: number;
  gone: number;
  /** parts that a later run had read already */
  late: number;
  /** parts that did not come whole; of a reading that failed all of them did not, and none is named */
  shortfalls: Stored['shortfalls'];
  /** why not complete: the first failure, in the product's words */
  error?: ErrorFacts;
};

/**
 * Reads a source and stores what it holds. The reading happens outside any transaction; the run's number is taken before it
 * starts. A source that is silent or broken yields `failed` or `partial`, never an exception and never a deletion.
 * @throws DomainError when there is no such source
 */
export async function collectSource(
  context: Context,
  input: { sourceId: string; trigger: CollectionTrigger; scope?: ObserveScope },
  signal?: AbortSignal,
): Promise<CollectionResult> {
  authorise(context.actor, 'system:run');
  const source = await getSource(context.db, input.sourceId);
  const scope = input.scope ?? {};
  const run = await startRun(context, source, input.trigger, scope);
  let observation: Observation;
  try {
    const connector = await openConnector(context, source);
    observation = await withinDeadline(source.deadlineSeconds, signal, (limit) => connector.observe(scope, limit));
  } catch (error) {
    const cause = signal?.aborted ? new ConnectorError('unavailable', 'given up: the worker is stopping') : error;
    return failRun(context, source, run, cause, scope);
  }
  const { failure, shortfalls, ...stored } = await storeObservation(context, source, run, observation);
  const error = failure && errorFacts(failure);
  log().debug({ source: source.key, run: run.number.toString(), ...stored }, 'collected');
  return { runNumber: run.number, startedAt: run.startedAt, ...stored, shortfalls, ...(error ? { error } : {}) };
}

/** Reads again what lies on one router: what a change does before take-off and after each of its steps. */
export async function collectRouter(context: Context, router: RouterRef): Promise<CollectionResult> {
  const source = await sourceOfRouter(context, router);
  return collectSource(context, { sourceId: source.id, trigger: 'change', scope: { router } });
}

async function startRun(context: Context, source: StoredSource, trigger: string, scope: ObserveScope): Promise<Run> {
  const startedAt = context.now();
  const { number } = await context.db.collectionRun.create({
    data: { sourceId: source.id, trigger, scope, startedAt, outcome: 'running' },
    select: { number: true },
  });
  return { sourceId: source.id, number, startedAt, trigger };
}

async function failRun(
  context: Context,
  source: StoredSource,
  run: Run,
  cause: unknown,
  scope: ObserveScope,
): Promise<CollectionResult> {
  const error = errorFacts(cause);
  await inTransaction(context.db, async (tx) => {
    await tx.collectionRun.update({
      where: { number: run.number },
      data: { finishedAt: context.now(), outcome: 'failed', error },
    });
    const facts = { errorKind: error.kind, errorCode: error.code ?? null, errorMessage: error.message };
    // A failed reading of one router says nothing of the others.
    if (!scope.router) await failAllParts(tx, run, facts);
    await notify(tx, { topic: 'source', id: source.id });
  });
  if (error.kind === 'internal') throw cause;
  log().warn(
    { source: source.key, run: run.number.toString(), kind: error.kind, code: error.code },
    'collection failed',
  );
  return {
    runNumber: run.number,
    startedAt: run.startedAt,
    outcome: 'failed',
    added: 0,
    changed: 0,
    gone: 0,
    late: 0,
    shortfalls: [],
    error,
  };
}
