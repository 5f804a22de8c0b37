import { z } from 'zod';
import { Key } from '@/domain/estate/primitives';
import { type Finding, SEVERITIES } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { Acceptance } from './change';
import { Effect } from './effect';
import { Operation } from './operations';
import { SESSION_WORDS, SessionRef } from './session';

/** Judges declared flows in both directions; the engine's `judgeFlows`, or a test's own. */
export type JudgeFlows = (view: EstateView, options?: { only?: string[] }) => readonly FlowVerdict[];

/** What the rules say of a state; `findFindings` at the planner's time, or a test's own. `verdicts` saves judging again. */
export type CheckEstate = (view: EstateView, verdicts: readonly FlowVerdict[]) => readonly Finding[];

/** Everything that judges a state of the estate. */
export type Assess = { judge: JudgeFlows; check: CheckEstate };

const Params = z.record(z.string(), z.union([z.string(), z.number()]));
const VerdictWord = z.enum(['reachable', 'unreachable', 'unknown']);

export const PlanDiffRow = z.object({
  sign: z.enum(['+', '~', '-']),
  table: z.string(),
  router: z.string(),
  subject: z.string(),
  target: z.string(),
  was: z.string().optional(),
  note: z.string().optional(),
});

const PlanProblem = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  params: Params.optional(),
  severity: z.enum(['error', 'warning']).optional(),
});

/** One write and what undoes it. `before` and `after` are the rows in its place, as one reads them in the table. */
export const PlanStep = z.object({
  index: z.number().int().min(0),
  /** which operation of the change asked for it */
  operation: z.number().int().min(0),
  lane: z.string(),
  effect: Effect,
  inverse: Effect,
  title: z.object({ code: z.string(), params: Params }),
  before: z.array(z.string()),
  after: z.array(z.string()),
  touches: z.array(z.object({ kind: z.string(), within: z.string(), match: z.string() })),
  expectedSeconds: z.number(),
});
export type PlanStep = z.output<typeof PlanStep>;

/** A flow now, after each step, and after each undo from the last step back. */
export const FlowLine = z.object({
  flow: Key,
  mustHold: z.boolean(),
  now: VerdictWord,
  steps: z.array(VerdictWord),
  undo: z.array(VerdictWord),
});
export type FlowLine = z.output<typeof FlowLine>;

/** A session on a router that is written to: what it is now, what the plan makes of it, and whether the guard wants to see that. */
export const SessionLine = SessionRef.extend({
  now: z.enum(SESSION_WORDS),
  expected: z.enum(['come-up', 'stay-up', 'end']),
  guarded: z.boolean(),
});
export type SessionLine = z.output<typeof SessionLine>;

/** A finding as the plan keeps it. `key` is the name by which it is accepted. */
export const PlanFinding = z.object({
  key: z.string(),
  code: z.string(),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  owner: z.enum(['cloud', 'idc', 'cluster']),
  subject: z.object({ kind: z.string(), key: z.string() }),
  params: Params,
});
export type PlanFinding = z.output<typeof PlanFinding>;

/** Findings that the plan brings, those it ends, and those that show only between two steps, with the step they come with. */
export const PlanFindings = z.object({
  appear: z.array(PlanFinding),
  go: z.array(PlanFinding),
  between: z.array(PlanFinding.extend({ step: z.number().int().min(0) })),
});
export type PlanFindings = z.output<typeof PlanFindings>;

export const QuotaLine = z.object({
  kind: z.enum(['route-entries', 'bgp-peers']),
  where: z.string(),
  before: z.number().int(),
  after: z.number().int(),
  limit: z.number().int(),
});
export type QuotaLine = z.output<typeof QuotaLine>;

/**
 * The guard of this very plan. Flows: `mustHold` works now and must be seen to work; `keep` works now too, and must not be seen
 * broken; `expectGain` must be seen to have come to life. Sessions: `comeUp` must be seen established although they are not now,
 * `stayUp` are and must still be. Plans from before there were sessions in a guard have none.
 */
export const PlanGuard = z.object({
  mustHold: z.array(Key),
  keep: z.array(Key),
  expectGain: z.array(Key),
  comeUp: z.array(SessionRef).default([]),
  stayUp: z.array(SessionRef).default([]),
  proveWithinSeconds: z.number().int(),
  accepted: z.array(Acceptance),
});
export type PlanGuard = z.output<typeof PlanGuard>;

/** Everything an approver reads, and everything the executor does. Never edited: an edit or moved ground makes another. */
export const Plan = z.object({
  operations: z.array(Operation),
  steps: z.array(PlanStep),
  /** in the order they are taken */
  lanes: z.array(z.string()),
  diff: z.array(PlanDiffRow),
  flows: z.array(FlowLine),
  sessions: z.array(SessionLine).default([]),
  findings: PlanFindings.default({ appear: [], go: [], between: [] }),
  guard: PlanGuard,
  warnings: z.array(PlanProblem),
  quota: z.array(QuotaLine),
  writes: z.number().int(),
  expectedSeconds: z.number(),
});
export type Plan = z.output<typeof Plan>;

/** How many flows and sessions a proof has to show. What is merely kept is not counted: nobody waits for it. */
export function guardCounts(guard: PlanGuard): { flows: number; sessions: number } {
  return {
    flows: guard.mustHold.length + guard.expectGain.length,
    sessions: guard.comeUp.length + guard.stayUp.length,
  };
}

function lastOf(line: FlowLine): FlowLine['now'] {
  return line.steps.at(-1) ?? line.now;
}

/** Flows that do not work now and will. */
export function gainedBy(flows: readonly FlowLine[]): readonly string[] {
  return flows.filter((line) => line.now !== 'reachable' && lastOf(line) === 'reachable').map((line) => line.flow);
}

/** Flows that work now and will not be known to, at the end or on the way. */
export function lostBy(flows: readonly FlowLine[]): readonly string[] {
  const states = (line: FlowLine) => [...line.steps, ...line.undo];
  return flows
    .filter((line) => line.now === 'reachable' && states(line).some((state) => state !== 'reachable'))
    .map((line) => line.flow);
}

/** The rows of a diff as the way back writes them. */
export function backwards(diff: Plan['diff']): Plan['diff'] {
  return [...diff].reverse().map((row) => {
    const { sign, target, was } = row;
    if (sign === '~') return was === undefined ? row : { ...row, target: was, was: target };
    return { ...row, sign: sign === '+' ? '-' : '+' };
  });
}
