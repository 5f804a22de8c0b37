import type { Effect } from '@/domain/changes/effect';
import type { Direction } from '@/domain/changes/journal';
import type { PlanStep } from '@/domain/changes/plan';
import { getPlan } from '@/server/db/plans';
import type { KillWorld } from './kill-world';
import type { Round } from './kill-round';

/** Outcomes that say: it is so, and it was us. */
const OURS = ['accepted', 'already', 'resolved-applied'];

/** Everything that is wrong with a finished round, in words; nothing when all promises were kept. */
export async function faultsOf(world: KillWorld, round: Round): Promise<readonly string[]> {
  const { change } = round;
  const planId = change.plan?.id;
  if (planId === undefined) return [`ended as ${change.status} without a plan`];
  const { plan } = await getPlan(world.db, planId);
  const audit = await world.db.auditEntry.findMany({ where: { changeId: change.id }, orderBy: { seq: 'asc' } });
  const steps = plan.steps.flatMap((step) =>
    (['apply', 'revert'] as const).map((direction) => ({
      direction,
      ...countsOf(round, step, direction, audit),
    })),
  );
  const lanes = await world.db.lane.count({ where: { changeId: change.id } });
  return [
    ...steps.flatMap((step) => step.faults),
    ...endFaults(round, steps, lanes),
    ...foreignEffects(round, plan.steps),
  ];
}

type AuditRow = { action: string; stepIndex: number | null; requestId: string | null; detail: unknown };

/** Effects of one step in one direction against what the audit says of it. */
function countsOf(round: Round, step: PlanStep, direction: Direction, audit: readonly AuditRow[]) {
  const wanted = wordsOf(direction === 'apply' ? step.effect : step.inverse);
  const effects = round.effects.filter(({ kind, what }) => `${kind} ${what}` === wanted);
  const rows = audit.filter(({ action, stepIndex }) => action === `step.${direction}` && stepIndex === step.index);
  const claims = rows.filter(({ detail }) => OURS.includes(outcomeOf(detail)));
  const faults: string[] = [];
  if (effects.length > 1) faults.push(`${wanted} happened ${effects.length} times`);
  if (effects.length !== claims.length)
    faults.push(
      `${wanted}: ${effects.length} effects, audit says [${rows.map(({ detail }) => outcomeOf(detail)).join(', ')}]`,
    );
  const [effect] = effects;
  for (const { detail, requestId } of claims)
    if (outcomeOf(detail) === 'accepted' && requestId !== effect?.requestId)
      faults.push(`${wanted}: audit has request ${requestId}, the effect ${effect?.requestId}`);
  return { count: effects.length, faults, wanted };
}

function outcomeOf(detail: unknown): string {
  const { outcome } = (detail ?? {}) as { outcome?: unknown };
  return typeof outcome === 'string' ? outcome : '-';
}

function wordsOf(effect: Effect): string {
  const kind = effect.kind.startsWith('create') ? 'create' : 'delete';
  return `${kind} ${'router' in effect ? effect.prefix : effect.address}`;
}

type Counted = { direction: Direction; count: number; wanted: string };

/** Done: everything is so. Reverted: everything is as before. Held: a reason, and the lanes kept. */
function endFaults(round: Round, steps: readonly Counted[], lanes: number): readonly string[] {
  const { change, before, after } = round;
  const of = (direction: Direction) => steps.filter((step) => step.direction === direction);
  const sum = (direction: Direction) => of(direction).reduce((total, { count }) => total + count, 0);
  switch (change.status) {
    case 'done':
      return [
        ...of('apply').flatMap(({ count, wanted }) => (count === 1 ? [] : [`done, but ${wanted} did not happen`])),
        ...(sum('revert') > 0 ? ['done, but something was put back'] : []),
        ...(lanes > 0 ? [`done with ${lanes} lanes kept`] : []),
      ];
    case 'reverted':
      return [
        ...(sum('apply') === sum('revert') ? [] : ['reverted, but not all of it']),
        ...(after.join() === before.join() ? [] : [`reverted to [${after.join()}] from [${before.join()}]`]),
        ...(lanes > 0 ? [`reverted with ${lanes} lanes kept`] : []),
      ];
    case 'held':
      return [...(change.outcome ? [] : ['held without a reason']), ...(lanes > 0 ? [] : ['held without its lanes'])];
    default:
      return [`ended as ${change.status}: ${JSON.stringify(change.outcome)}`];
  }
}

/** Nothing but the steps of the plan may happen to the router. */
function foreignEffects(round: Round, steps: readonly PlanStep[]): readonly string[] {
  const known = new Set(steps.flatMap((step) => [wordsOf(step.effect), wordsOf(step.inverse)]));
  return round.effects.flatMap(({ kind, what }) =>
    known.has(`${kind} ${what}`) ? [] : [`${kind} ${what} is in no step`],
  );
}
