import { z } from 'zod';
import type { Problem } from '@/domain/errors';
import { Key } from '@/domain/estate/primitives';
import { Operation } from './operations';

export const CHANGE_STATUSES = [
  'draft',
  'planning',
  'planned',
  'approved',
  'scheduled',
  'applying',
  'paused',
  'waiting',
  'verifying',
  'reverting',
  'done',
  'reverted',
  'rejected',
  'cancelled',
  'stale',
  'held',
] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** Things a plan does that its author has to accept by name; `key` is the flow, the prefix, the finding or the session. */
export const Acceptance = z.object({
  kind: z.enum(['flow-break', 'empty-guard', 'new-finding', 'gap', 'session-not-up', 'session-loss']),
  key: z.string().min(1).max(1024),
});
export type Acceptance = z.infer<typeof Acceptance>;

/**
 * What must be seen after the change, or it is put back. Declared must-hold flows that work now are always part of it, and so
 * are the sessions of the routers that are written to; `mustHold` adds to them. The window counts from the moment everything is applied.
 */
export const GuardSpec = z.object({
  mustHold: z.array(Key).max(1000).default([]),
  expectGain: z.array(Key).max(1000).default([]),
  proveWithinSeconds: z.number().int().min(10).max(900).default(60),
  accepted: z.array(Acceptance).max(1000).default([]),
});
export type GuardSpec = z.output<typeof GuardSpec>;

/** What an author writes. Operations run in the order the planner finds safe, not in the order given. */
export const ChangeContent = z.object({
  reason: z.string().trim().min(3).max(2000),
  ticket: z.string().trim().max(200).optional(),
  operations: z.array(Operation).min(1).max(50),
  guard: GuardSpec.prefault({}),
  window: z.object({ from: z.date(), until: z.date() }).optional(),
});
export type ChangeContent = z.output<typeof ChangeContent>;

/** Why a change is where it is: a code with a sentence in the catalogues, what fills it, and problems of a refused plan. */
export type Outcome = {
  code: string;
  params?: Readonly<Record<string, string | number>>;
  problems?: readonly Problem[];
};

/** What a person asked of a running change; honoured between two steps. */
export type RunRequest = 'none' | 'pause' | 'stop' | 'revert';

export type PlanRef = { id: string; digest: string; madeAt: Date };
export type ApprovalRef = { id: string; planId: string; digest: string; personId: string; at: Date };

export type Change = ChangeContent & {
  id: string;
  /** the number people say */
  number: number;
  status: ChangeStatus;
  /** optimistic lock: every write raises it */
  version: number;
  authorId: string;
  /** everybody who wrote on it, the author included */
  editorIds: readonly string[];
  plan: PlanRef | null;
  /** of the current plan, never of an older one */
  approval: ApprovalRef | null;
  revertsChangeId: string | null;
  scheduledFor: Date | null;
  request: RunRequest;
  requestedBy: string | null;
  appliedBy: string | null;
  /** set with the first intent: from here on something may have been written */
  startedAt: Date | null;
  /** past it, anything not proven is put back */
  guardDeadline: Date | null;
  endedAt: Date | null;
  outcome: Outcome | null;
  createdAt: Date;
  updatedAt: Date;
};

export function hasAccepted(guard: Pick<GuardSpec, 'accepted'>, kind: Acceptance['kind'], key: string): boolean {
  return guard.accepted.some((each) => each.kind === kind && each.key === key);
}
