import type { PlanStep } from '@/domain/changes/plan';
import type { Direction, JournalResult } from '@/domain/changes/journal';
import { routerOf } from '@/domain/changes/effect';
import { settlePauseMs } from '@/domain/changes/settling';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import { type Connector, ConnectorError, type EffectState, type Performed } from '@/server/connectors/types';
import { type Run, timeLeft } from './fenced';
import { type Attempt, effectOf, type Intent, journalIntent, journalOutcome } from './journal-step';

type Failure = { code: string; unknown: boolean; sourceCode?: string; requestId?: string; retryAfterMs?: number };

/** What a thrown error says. Whatever is not known to be without effect may have had one. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ConnectorError)) {
    if (error instanceof DomainError) return { code: error.reason, unknown: false };
    log().error({ err: error }, 'a connector failed in an unforeseen way');
    return { code: 'unforeseen', unknown: true };
  }
  const { outcome, code: sourceCode, requestId, retryAfterMs } = error.details;
  const unknown = outcome === undefined ? error.kind === 'unavailable' : outcome === 'unknown';
  return { code: error.kind, unknown, sourceCode, requestId, retryAfterMs };
}

type Opened = { ok: true; connector: Connector } | { ok: false; failure: Failure };

/** The connector of a step's router; a source that was switched to reading only takes no more writes. */
async function open(run: Run, step: PlanStep): Promise<Opened> {
  try {
    const { connector, source } = await run.ports.connectorOf(routerOf(step.effect));
    if (source.readOnly) return { ok: false, failure: { code: 'source-read-only', unknown: false } };
    return { ok: true, connector };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

type Look = { ok: true; state: EffectState } | { ok: false; failure: Failure };

/** Reads only: is it so? */
async function look(run: Run, connector: Connector, attempt: Attempt): Promise<Look> {
  await run.ports.boundary(`before look ${attempt.direction}`);
  const seen = await connector.inspect(effectOf(attempt)).then(
    (state): Look => ({ ok: true, state }),
    (error: unknown): Look => ({ ok: false, failure: failureOf(error) }),
  );
  await run.ports.boundary(`after look ${attempt.direction}`);
  return seen;
}

function failed({ code, sourceCode, requestId, retryAfterMs }: Failure) {
  return { phase: 'outcome', result: 'failed', code, sourceCode, requestId, retryAfterMs } as const;
}

/** Looks, and if it is not so yet, announces and sends one request. */
export async function callStep(run: Run, attempt: Attempt): Promise<void> {
  const opened = await open(run, attempt.step);
  if (!opened.ok) return void (await journalOutcome(run, attempt, failed(opened.failure), false));
  const seen = await look(run, opened.connector, attempt);
  // A look that failed is no call, but it counts as a try, or a silent source would be asked for ever.
  if (!seen.ok) return void (await journalOutcome(run, attempt, failed(seen.failure), false));
  switch (seen.state.kind) {
    case 'applied':
      return void (await journalOutcome(run, attempt, { phase: 'outcome', result: 'already' }, true));
    case 'contradicted':
      return void (await journalOutcome(run, attempt, { phase: 'outcome', result: 'contradicted' }, true));
    case 'in-progress':
      return void (await journalOutcome(run, attempt, failed({ code: 'conflict', unknown: false }), false));
    case 'not-applied':
      return send(run, await journalIntent(run, attempt));
  }
}

/** Sends the one request of an intent that was just written, and records what came of it. */
export async function send(run: Run, intent: Intent): Promise<void> {
  const opened = await open(run, intent.step);
  if (!opened.ok) return void (await journalOutcome(run, intent, failed({ ...opened.failure, unknown: false }), true));
  await run.ports.boundary(`before call ${intent.direction}`);
  const deadlineMs = await timeLeft(run, intent.deadlineAt);
  // Too late to send: the intent stays open and is resolved by reading, like one of a dead worker.
  if (deadlineMs <= 0) return;
  const answer = await opened.connector.perform(effectOf(intent), { token: intent.token, deadlineMs }).then(
    (performed): { ok: true; performed: Performed } => ({ ok: true, performed }),
    (error: unknown): { ok: false; failure: Failure } => ({ ok: false, failure: failureOf(error) }),
  );
  await run.ports.boundary(`after call ${intent.direction}`);
  if (answer.ok) {
    const { requestId, resourceId } = answer.performed;
    return void (await journalOutcome(
      run,
      intent,
      { phase: 'outcome', result: 'accepted', requestId, resourceId },
      true,
    ));
  }
  const line = failed(answer.failure);
  await journalOutcome(run, intent, answer.failure.unknown ? { ...line, result: 'unknown' } : line, true);
}

/**
 * What became of a call whose end nobody saw. A source that does not answer is asked again later; the first time that nobody
 * can tell is on the record, since there may be an effect.
 */
export async function resolveStep(run: Run, attempt: Attempt, again: boolean): Promise<void> {
  const seen = await read(run, attempt);
  if (!seen.ok) {
    const { code, sourceCode } = seen.failure;
    return void (await journalOutcome(run, attempt, { phase: 'outcome', result: 'unknown', code, sourceCode }, !again));
  }
  const result = RESOLVED[seen.state.kind];
  await journalOutcome(run, attempt, { phase: 'outcome', result, resourceId: seen.state.resourceId }, true);
}

const RESOLVED = {
  applied: 'resolved-applied',
  'in-progress': 'resolved-applied',
  'not-applied': 'resolved-not-applied',
  contradicted: 'contradicted',
} as const satisfies Record<EffectState['kind'], JournalResult>;

export type Settling = {
  /** when it was accepted */
  since: Date;
  /** this is the last reading that is waited for */
  late: boolean;
  /** how long steps like it took, by this run's journal */
  taughtMs: readonly number[];
};

/** Polls until what was accepted is seen to be so. Right after it was accepted there is nothing to see yet. */
export async function settleStep(run: Run, attempt: Attempt, { since, late, taughtMs }: Settling): Promise<void> {
  const { ports } = run;
  const beforeFirst = settlePauseMs(0, taughtMs, ports.limits) - (await waitedMs(run, since));
  if (beforeFirst > 0 && !late) return ports.sleep(beforeFirst);
  const seen = await read(run, attempt);
  const state = seen.ok ? seen.state.kind : 'in-progress';
  if (state === 'applied')
    return void (await journalOutcome(run, attempt, { phase: 'settled', result: 'settled' }, false));
  if (state === 'contradicted')
    return void (await journalOutcome(run, attempt, { phase: 'outcome', result: 'contradicted' }, true));
  // A reading may lag behind the write it follows.
  const waited = await waitedMs(run, since);
  const vanished = state === 'not-applied' && waited >= ports.limits.vanishAfterMs;
  if (!vanished && !late) return ports.sleep(settlePauseMs(waited, taughtMs, ports.limits));
  const code = vanished ? 'vanished' : 'not-settled';
  await journalOutcome(run, attempt, { phase: 'outcome', result: 'failed', code }, true);
}

async function waitedMs({ ports }: Run, since: Date): Promise<number> {
  return (await ports.now(ports.db)).getTime() - since.getTime();
}

/** A look where a switch to reading only is no obstacle. */
async function read(run: Run, attempt: Attempt): Promise<Look> {
  try {
    const { connector } = await run.ports.connectorOf(routerOf(attempt.step.effect));
    return await look(run, connector, attempt);
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, failure: failureOf(error) };
    throw error;
  }
}

export function attemptOf(run: Run, step: number, direction: Direction, attempt: number): Attempt {
  const found = run.plan.plan.steps[step];
  if (!found) throw new Error(`plan ${run.plan.id} has no step ${step}`);
  return { step: found, direction, attempt };
}
