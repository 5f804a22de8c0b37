import type { Owner } from '@/domain/routing/verdict';
import type { Finding, FindingKind, FindingSeverity } from './finding';
import { groupFindings, type FindingGroup, type StandsOn } from './group-findings';

/** `standing`: calls for somebody. `accepted`: somebody decided to live with it for a while. */
export const FINDING_STATES = ['standing', 'accepted', 'gone'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** Somebody's word that a finding may stay. `until` ISO 8601; past it the finding calls for somebody again. */
export type Accepted = { reason: string; until: string; by: string | null; at: string; expired: boolean };

/** A finding with its history, times in ISO 8601. */
export type ListedFinding = Finding & {
  key: string;
  /** null: found a moment ago, nothing is written of it yet */
  firstSeenAt: string | null;
  /** of the present appearance */
  since: string | null;
  lastSeenAt: string | null;
  goneAt: string | null;
  /** how often it has appeared */
  times: number;
  /** its data is not being read at present: nobody knows whether it still stands */
  unconfirmed: boolean;
  accepted: Accepted | null;
};

export type FindingFilter = {
  state: FindingState;
  owners: readonly Owner[];
  severities: readonly FindingSeverity[];
  kinds: readonly FindingKind[];
  /** a key of anything a finding is about or names */
  object?: string;
  text: string;
};

export function stateOf({ goneAt, accepted }: ListedFinding): FindingState {
  if (goneAt !== null) return 'gone';
  return accepted && !accepted.expired ? 'accepted' : 'standing';
}

/** Each count takes all other choices into account but not its own: what one would see on pressing it. */
export type FindingCounts = {
  state: Readonly<Record<FindingState, number>>;
  owner: Readonly<Record<Owner, number>>;
  severity: Readonly<Record<FindingSeverity, number>>;
  kind: readonly { kind: FindingKind; count: number }[];
};

export type FoundFindings = { groups: readonly FindingGroup<ListedFinding>[]; found: number; counts: FindingCounts };

/** What a filter leaves of all findings, by cause. */
export function listFindings(all: readonly ListedFinding[], filter: FindingFilter, standsOn?: StandsOn): FoundFindings {
  const tests = testsOf(filter);
  const passing = (but?: keyof typeof tests) => {
    const asked = Object.entries(tests).filter(([name]) => name !== but);
    return all.filter((each) => asked.every(([, test]) => test(each)));
  };
  const left = passing();
  const states = countBy(passing('state'), stateOf);
  const owners = countBy(passing('owner'), (each) => each.owner);
  const severities = countBy(passing('severity'), (each) => each.severity);
  const kinds = countBy(passing('kind'), (each) => each.kind);
  return {
    groups: groupFindings(left, standsOn),
    found: left.length,
    counts: {
      state: { standing: states('standing'), accepted: states('accepted'), gone: states('gone') },
      owner: { cloud: owners('cloud'), idc: owners('idc'), cluster: owners('cluster') },
      severity: { error: severities('error'), warning: severities('warning'), notice: severities('notice') },
      kind: kinds.all
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    },
  };
}

function testsOf({ state, owners, severities, kinds, object, text }: FindingFilter) {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const anyOf = <T>(chosen: readonly T[], value: T) => chosen.length === 0 || chosen.includes(value);
  return {
    state: (each: ListedFinding) => stateOf(each) === state,
    owner: (each: ListedFinding) => anyOf(owners, each.owner),
    severity: (each: ListedFinding) => anyOf(severities, each.severity),
    kind: (each: ListedFinding) => anyOf(kinds, each.kind),
    object: (each: ListedFinding) => object === undefined || names(each, object),
    text: (each: ListedFinding) => words.length === 0 || words.every((word) => textOf(each).includes(word)),
  };
}

/** Whether a finding is about an object or says its name. */
function names({ subject, params, flows }: Finding, object: string): boolean {
  return (
    subject.key === object || flows.includes(object) || Object.values(params).some((each) => String(each) === object)
  );
}

function textOf({ code, kind, subject, params }: Finding): string {
  return [code, kind, subject.key, ...Object.values(params)].join(' ').toLowerCase();
}

function countBy<T, K extends string>(items: readonly T[], keyOf: (item: T) => K) {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.assign((key: K) => counts.get(key) ?? 0, { all: [...counts] });
}
