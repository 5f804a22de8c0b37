import type { RouterRef } from '@/domain/changes/effect';
import { spoilsGround } from '@/domain/changes/fresh-ground';
import type { CheckEstate, JudgeFlows } from '@/domain/changes/plan';
import { RUN_LIMITS, type RunLimits } from '@/domain/changes/run';
import { findFindings } from '@/domain/checks';
import { DomainError } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import type { Connector } from '@/server/connectors/types';
import type { Database, Tx } from '@/server/db/client';
import { databaseNow } from '@/server/db/clock';
import { asSystem, type Context } from '../../context';
import { loadEstateView } from '../../estate/load-estate';
import { collectRouter } from '../../sources/collect';
import type { ErrorFacts } from '../../sources/error-facts';
import { connectorOf } from '../../sources/open-connector';
import { RUN_CHANGE } from '../jobs';

/** What came of reading a router afresh. */
export type Reading = { ok: true } | { ok: false; code: string; detail: string };

/** Everything a run reaches, so that tests can stand in for the outside and for time. */
export type RunPorts = {
  db: Database;
  limits: RunLimits;
  /** the clock all workers share */
  now(db: Database | Tx): Promise<Date>;
  newId(): string;
  sleep(milliseconds: number): Promise<void>;
  /** acts again and again beside what is waited for, one act at a time; what it returns ends that, and waits for an act under way */
  every(milliseconds: number, act: () => Promise<void>): () => Promise<void>;
  connectorOf(router: RouterRef): Promise<{ connector: Connector; source: { key: string; readOnly: boolean } }>;
  /** reads a router afresh and stores what it holds */
  observe(router: RouterRef): Promise<Reading>;
  loadView(): Promise<EstateView>;
  judge: JudgeFlows;
  check: CheckEstate;
  /** passed before and after every transaction and every call outside: where a test lets the worker die */
  boundary(name: string): Promise<void>;
  /** aborted: stop between two steps and let another worker go on */
  signal?: AbortSignal;
};

/** The real world. */
export function runPorts(base: Omit<Context, 'actor'>, signal?: AbortSignal): RunPorts {
  const context = asSystem(base, RUN_CHANGE);
  return {
    db: context.db,
    limits: RUN_LIMITS,
    now: databaseNow,
    newId: context.newId,
    sleep: (milliseconds) => sleepUnless(signal, milliseconds),
    every: actEvery,
    connectorOf: (router) => connectorOf(context, router),
    observe: (router) => observe(context, router),
    loadView: () => loadEstateView(context.db, { now: context.now() }),
    judge: judgeFlows,
    check: (view, verdicts) => findFindings(view, context.now().toISOString(), verdicts),
    boundary: () => Promise.resolve(),
    ...(signal ? { signal } : {}),
  };
}

function sleepUnless(signal: AbortSignal | undefined, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}

function actEvery(milliseconds: number, act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | undefined;
  const timer = setInterval(() => (acting ??= act().finally(() => (acting = undefined))), milliseconds);
  return async () => {
    clearInterval(timer);
    await acting;
  };
}

function unread(error: ErrorFacts | undefined): Reading {
  return { ok: false, code: error?.code ?? error?.kind ?? 'failed', detail: error?.message ?? 'failed' };
}

/** Half a table must not pass for ground; an odd row of something that the router does not rest on takes nothing from it. */
async function observe(context: Context, router: RouterRef): Promise<Reading> {
  try {
    const { outcome, error, shortfalls } = await collectRouter(context, router);
    if (outcome === 'failed') return unread(error);
    if (shortfalls.length === 0) return { ok: true };
    const { estate } = await loadEstateView(context.db, { now: context.now() });
    const missing = shortfalls.find((each) => spoilsGround(router, each, estate));
    return missing ? unread(missing.error) : { ok: true };
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, code: error.reason, detail: error.message };
    throw error;
  }
}
