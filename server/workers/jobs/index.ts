import type { JobHandler } from '@/server/db/queue-runner';
import { ANCHOR_AUDIT } from '@/server/use-cases/audit/jobs';
import { CHECK_GROUND, PLAN_CHANGE, RUN_CHANGE, SWEEP_CHANGES } from '@/server/use-cases/changes/jobs';
import { RECORD_FINDINGS } from '@/server/use-cases/findings/jobs';
import { SETTLE_FACTS } from '@/server/use-cases/estate/jobs';
import { COLLECT_SOURCE, PRUNE_RUNS } from '@/server/use-cases/sources/jobs';
import { anchorAuditHandler } from './anchor-audit';
import { checkGroundHandler } from './check-ground';
import { collectSourceHandler } from './collect-source';
import type { Job, WorkerBase } from './job';
import { planChangeHandler } from './plan-change';
import { pruneRunsHandler } from './prune-runs';
import { recordFindingsHandler } from './record-findings';
import { runChangeHandler } from './run-change';
import { settleFactsHandler } from './settle-facts';
import { sweepChangesHandler } from './sweep-changes';

/** Every job of the product, by the name it is queued under. */
const JOBS: Readonly<Record<string, Job>> = {
  [COLLECT_SOURCE]: collectSourceHandler,
  [PRUNE_RUNS]: pruneRunsHandler,
  [ANCHOR_AUDIT]: anchorAuditHandler,
  [PLAN_CHANGE]: planChangeHandler,
  [RUN_CHANGE]: runChangeHandler,
  [SWEEP_CHANGES]: sweepChangesHandler,
  [CHECK_GROUND]: checkGroundHandler,
  [RECORD_FINDINGS]: recordFindingsHandler,
  [SETTLE_FACTS]: settleFactsHandler,
};

export function jobHandlers(base: WorkerBase): Record<string, JobHandler> {
  const handlers = Object.entries(JOBS).map(([name, job]): [string, JobHandler] => [
    name,
    (payload, run) => job(base, payload, run),
  ]);
  return Object.fromEntries(handlers);
}
