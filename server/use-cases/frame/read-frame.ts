import { z } from 'zod';
import { type HeldRole, heldRoles } from '@/domain/access';
import { allowedActions } from '@/domain/changes/actions';
import { RUNNING } from '@/domain/changes/lifecycle';
import type { Operation } from '@/domain/changes/operations';
import { stateOf } from '@/domain/checks/list-findings';
import type { Database } from '@/server/db/client';
import { listChanges } from '@/server/db/changes';
import { listJournal } from '@/server/db/journal';
import { getPlan } from '@/server/db/plans';
import { scopesOf } from '../changes/scope';
import { query } from '../command';
import { loadFindings } from '../findings/load-findings';
import { findAppliesStopped } from '../settings/applies-stopped';
import { listSources } from '../sources/list-sources';

export type RunningChange = {
  number: number;
  operations: readonly Operation[];
  done: number;
  total: number;
  secondsLeft: number | null;
};

/** What stands around every page for one person: work that waits, how fresh the estate is, what runs. */
export type Frame = {
  person: { name: string; email: string; roles: readonly HeldRole[] };
  approvals: number;
  findings: number;
  sources: readonly { name: string; observedAt: string | null; silent: boolean }[];
  running: readonly RunningChange[];
  appliesStopped: boolean;
};

export const readFrame = query({
  question: 'frame',
  permission: 'estate:read',
  input: z.object({}),
  async run({ db, actor, now }): Promise<Frame> {
    const person = actor.kind === 'person' ? actor : { name: '', email: '', grants: [] };
    const [{ findings }, sources, waiting, running, stopped] = await Promise.all([
      loadFindings(db, now, { gone: false }),
      listSources({ db, actor, now: () => now, newId: () => '' }, {}),
      listChanges(db, { statuses: ['planned'], limit: 200 }),
      listChanges(db, { statuses: RUNNING, limit: 20 }),
      findAppliesStopped(db),
    ]);
    const scopes = await scopesOf(db, waiting);
    return {
      person: { name: person.name, email: person.email, roles: heldRoles(person.grants) },
      approvals: waiting.filter((change) =>
        allowedActions(change, actor, now, scopes.get(change)).some(
          (each) => each.action === 'approve' && each.allowed,
        ),
      ).length,
      findings: findings.filter((each) => each.severity === 'error' && stateOf(each) === 'standing').length,
      sources: sources
        .filter((source) => source.health !== 'disabled')
        .map((source) => ({
          name: source.name,
          observedAt: source.lastReadAt,
          silent: source.health !== 'fresh',
        })),
      running: await Promise.all(running.map((change) => progressOf(db, change))),
      appliesStopped: stopped.stopped,
    };
  },
});

type Running = Awaited<ReturnType<typeof listChanges>>[number];

async function progressOf(db: Database, change: Running): Promise<RunningChange> {
  const plan = change.plan ? await getPlan(db, change.plan.id) : null;
  const journal = plan ? await listJournal(db, plan.id) : [];
  const settled = new Set(
    journal.filter((entry) => entry.phase === 'settled').map((entry) => `${entry.direction} ${entry.stepIndex}`),
  );
  const left = (plan?.plan.steps ?? []).filter((step) => !settled.has(`apply ${step.index}`));
  return {
    number: change.number,
    operations: change.operations,
    done: settled.size,
    total: plan?.plan.steps.length ?? 0,
    secondsLeft: left.length > 0 ? left.reduce((sum, step) => sum + step.expectedSeconds, 0) : null,
  };
}
