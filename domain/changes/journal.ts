/** Which way a step is worked: its effect, or its inverse. */
export type Direction = 'apply' | 'revert';

/**
 * `already`: it was so before we called; `unknown`: the call may have had its effect; `resolved-*`: told by reading
 * afterwards; `contradicted`: something else stands in its place.
 */
export const JOURNAL_RESULTS = [
  'accepted',
  'already',
  'failed',
  'unknown',
  'resolved-applied',
  'resolved-not-applied',
  'contradicted',
  'settled',
] as const;
export type JournalResult = (typeof JOURNAL_RESULTS)[number];

/** One line of a change's journal: the intent before a call, its outcome after it, and that it was seen to have settled. */
export type JournalEntry = {
  stepIndex: number;
  direction: Direction;
  phase: 'intent' | 'outcome' | 'settled';
  attempt: number;
  at: Date;
  /** of an intent: after this moment its call can no longer be under way */
  deadlineAt: Date | null;
  token: string | null;
  requestId: string | null;
  resourceId: string | null;
  result: JournalResult | null;
  /** of a failure: its class in the connector's words */
  code: string | null;
  /** milliseconds the source asked to wait */
  retryAfterMs: number | null;
};

/** Where a step stands in one direction, as its journal says. Nothing else is believed. */
export type StepState =
  | { kind: 'untouched' }
  /**
   * an intent without a known outcome: it has to be resolved by reading, after `deadlineAt`. `unknown`: since when, and when
   * last, somebody tried to tell and could not
   */
  | { kind: 'open'; attempt: number; deadlineAt: Date; unknown: { since: Date; at: Date } | null }
  | { kind: 'failed'; attempt: number; at: Date; since: Date; code: string; retryAfterMs: number }
  /** in effect or on its way there, not yet seen to have settled */
  | { kind: 'taken'; at: Date; attempt: number; ours: boolean }
  | { kind: 'settled'; ours: boolean }
  | { kind: 'contradicted'; at: Date; attempt: number; ours: boolean };

/** @param journal all entries of one plan, oldest first */
export function stepState(journal: readonly JournalEntry[], stepIndex: number, direction: Direction): StepState {
  const own = journal.filter((entry) => entry.stepIndex === stepIndex && entry.direction === direction);
  const last = own.at(-1);
  if (!last) return { kind: 'untouched' };
  const intents = own.filter((entry) => entry.phase === 'intent');
  // What was so before we ever called is somebody else's, and not ours to take away.
  const ours = intents.length > 0;
  const { attempt, at } = last;
  if (last.phase === 'settled') return { kind: 'settled', ours };
  switch (last.result) {
    case null:
    case 'unknown':
      return { kind: 'open', attempt, deadlineAt: intents.at(-1)?.deadlineAt ?? at, unknown: unknownOf(own) };
    case 'accepted':
    case 'already':
    case 'resolved-applied':
    case 'settled':
      return { kind: 'taken', at, attempt, ours };
    case 'contradicted':
      return { kind: 'contradicted', at, attempt, ours };
    case 'failed':
    case 'resolved-not-applied': {
      const code = last.code ?? 'no-effect';
      return { kind: 'failed', attempt, at, since: own[0]?.at ?? at, code, retryAfterMs: last.retryAfterMs ?? 0 };
    }
  }
}

/** The run of unknown outcomes that a journal ends with. */
function unknownOf(own: readonly JournalEntry[]): { since: Date; at: Date } | null {
  const known = own.findLastIndex((entry) => entry.result !== 'unknown');
  const [first] = own.slice(known + 1);
  const last = own.at(-1);
  return first && last ? { since: first.at, at: last.at } : null;
}

/**
 * The token that makes a repeat harmless where the source knows tokens: the same over all attempts, another for the way
 * back. At most 64 ASCII characters (VPC API, ClientToken).
 */
export function tokenOf(planId: string, stepIndex: number, direction: Direction): string {
  return `cw-${planId.replaceAll('-', '')}-${stepIndex}-${direction === 'apply' ? 'a' : 'r'}`;
}
