import type { HeldRole } from '@/domain/access';

export type Freshness =
  | { kind: 'all-observed'; observedAt: Date }
  | { kind: 'silent'; sources: { name: string; observedAt: Date | null }[] }
  | { kind: 'none' }
  /** being asked for, or not to be had */
  | { kind: 'pending' | 'unknown' };

export type RunningChange = {
  number: number;
  title: string;
  done: number;
  total: number;
  secondsLeft: number | null;
};

/** What the frame around every page shows. Counts are work for this person, not totals. */
export type ShellData = {
  person: { name: string; email: string; roles: readonly HeldRole[] };
  counts: { approvals: number; findings: number };
  freshness: Freshness;
  running: readonly RunningChange[];
  appliesStopped: boolean;
};

/** CHG-1047: how a change is called everywhere. */
export function changeReference(number: number): string {
  return `CHG-${number}`;
}

export const railCookie = 'rail';
