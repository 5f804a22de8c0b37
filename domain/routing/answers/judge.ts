import type { Endpoint, Flow } from '@/domain/estate/flow';
import type { EstateView } from '@/domain/estate/view';
import { RangeSet } from '@/domain/net/range-set';
import { oncePer, Remembered } from '@/domain/memo';
import { keepWhoAsked, whoAsked } from './who-asked';
import { traceBetween, traceBothWays, type Traced } from './direction';
import { differenceOf, isTouched } from './difference';
import { indexEstate, type EstateIndex } from '../estate-index';
import { concernedBy, groundsOf, stillHolds, type Grounds } from './grounds';
import { forgetOrigin, originOfView, type RouteChange, type ViewOrigin } from '../origin';
import { assumptionsOf, hopsOf } from '../packet';
import type { Outcome } from '../walk/trace';
import type { Assumption, FlowVerdict, Verdict, VerdictKind } from '../verdict';

/** Worse is more: one bad part makes the whole bad, one unknown part makes a good whole unknown. */
export const BADNESS = { reachable: 0, unknown: 1, unreachable: 2 } as const satisfies Record<VerdictKind, number>;

/** Every declared flow in both directions, in the order the estate lists them. */
export function judgeFlows(view: EstateView, options: { only?: readonly string[] } = {}): FlowVerdict[] {
  const { only } = options;
  if (!only) return judged(view).map(({ verdict }) => verdict);
  const index = indexEstate(view);
  return view.estate.flows.filter(({ key }) => only.includes(key)).map((flow) => judge(index, flow).verdict);
}

/** A flow's verdict, and by which VBRs it goes each way, by name: all of them where it takes several at once. */
export type FlowWay = { verdict: FlowVerdict; there: readonly string[]; back: readonly string[] };

export function flowWays(view: EstateView): readonly FlowWay[] {
  return judged(view).map(({ verdict, rests: [there, back] }) => ({
    verdict,
    there: vbrsPassed(there),
    back: vbrsPassed(back),
  }));
}

const vbrsPassed = oncePer(({ things }: Grounds): readonly string[] =>
  things.flatMap(([{ kind, key }]) => (kind === 'vbr' ? key : [])).sort(),
);

export function judgeFlow(view: EstateView, flow: Flow): FlowVerdict {
  return judge(indexEstate(view), flow).verdict;
}

/** All flows of a view. Of one that was made of another only those flows are looked at that rest on what is different. */
function judged(view: EstateView): readonly Judged[] {
  const index = indexEstate(view);
  const all = judgedStates.of(index, [], () => judgeAll(index, originOfView(view)));
  forgetOrigin(view);
  return all;
}

/** By index: of one estate nothing is judged again because its readings have grown older. */
const judgedStates = new Remembered<EstateIndex, readonly Judged[]>(1);

function judgeAll(index: EstateIndex, before: ViewOrigin | undefined): readonly Judged[] {
  const { flows } = index.estate;
  const known = before && before.view.estate.flows === flows ? judged(before.view) : null;
  if (!known || !before) return flows.map((flow) => judge(index, flow));
  const { change, view } = before;
  if (change) return judgeConcerned(index, known, change);
  const difference = differenceOf(indexEstate(view), index);
  return known.map((each, at) => {
    const isOther = difference === null || each.rests.some((grounds) => isTouched(index, grounds, difference));
    return isOther ? judge(index, flows[at] as Flow) : each;
  });
}

function judgeConcerned(index: EstateIndex, before: readonly Judged[], change: RouteChange): readonly Judged[] {
  const concerned = concernedBy(change);
  const after = [...before];
  for (const at of whoAsked(before, change.router))
    if (before[at]?.rests.some(concerned)) after[at] = judge(index, index.estate.flows[at] as Flow);
  keepWhoAsked(after, before);
  return after;
}

/** What becomes of new traffic from one endpoint to another: one direction, opened there, not an answer. */
export function traceDirection(view: EstateView, from: Endpoint, to: Endpoint): Verdict {
  return verdictOf(traceBetween(indexEstate(view), from, to));
}

/** What becomes of requests, and of the answers to them. */
export function judgeBetween(index: EstateIndex, from: Endpoint, to: Endpoint): { forward: Verdict; back: Verdict } {
  const { there, back } = traceBothWays(index, from, to);
  return { forward: verdictOf(there), back: verdictOf(back) };
}

const verdicts = new Remembered<Flow, Judged>(8);

type Judged = { verdict: FlowVerdict; rests: readonly [Grounds, Grounds] };

/** Judged anew only when something that the last verdicts rested on is another. */
function judge(index: EstateIndex, flow: Flow): Judged {
  const known = verdicts.find(flow, (rests) => (rests as Judged['rests']).every((each) => stillHolds(index, each)));
  if (known) return known;
  const { from, to } = flow;
  const traced = traceBothWays(index, from, to);
  const [forward, back] = [verdictOf(traced.there), verdictOf(traced.back)];
  const kind = BADNESS[forward.kind] >= BADNESS[back.kind] ? forward.kind : back.kind;
  const verdict = { flow: flow.key, mustHold: flow.mustHold, kind, forward, back };
  const rests = [groundsOf(index, [from, to], traced.there), groundsOf(index, [to, from], traced.back)] as const;
  return verdicts.keep(flow, rests, { verdict, rests });
}

function verdictOf({ outcomes, assumptions, problem }: Traced): Verdict {
  return problem ? { kind: 'unknown', hops: [], reason: problem, assumptions } : worstOf(outcomes, assumptions);
}

/** The worst part decides. Among equals the lowest addresses speak, so that no order of lists and no name has a say. */
function worstOf(outcomes: readonly Outcome[], assumptions: readonly Assumption[]): Verdict {
  const worst = Math.max(...outcomes.map(({ end }) => BADNESS[end.kind]));
  const deciding = outcomes.filter(({ end }) => BADNESS[end.kind] === worst).sort(byAddress);
  const first = deciding[0] as Outcome;
  const alike = deciding.filter(({ end }) => end.reason?.code === first.end.reason?.code);
  const part = union(alike);
  const whole = union(outcomes);
  const { kind, reason, finding, owner } = first.end;
  const behind = kind === 'reachable' ? deciding : alike;
  return {
    kind,
    hops: hopsOf(first.packet),
    ...(reason ? { reason } : {}),
    ...(finding ? { finding } : {}),
    ...(owner ? { owner } : {}),
    ...(part.equals(whole) ? {} : { part: part.toPrefixes() }),
    assumptions: distinct([...assumptions, ...behind.flatMap(({ packet }) => assumptionsOf(packet))]),
  };
}

function union(outcomes: readonly Outcome[]): RangeSet {
  return RangeSet.union(outcomes.map(({ packet }) => packet.destination));
}

export function byAddress(a: Outcome, b: Outcome): number {
  return (
    RangeSet.byLowest(a.packet.destination, b.packet.destination) ||
    RangeSet.byLowest(a.packet.source, b.packet.source) ||
    compareText(causeText(a), causeText(b))
  );
}

function causeText({ end: { reason, finding, owner } }: Outcome): string {
  return [reason?.code ?? '', finding ?? '', owner ?? ''].join(' ');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function distinct(reasons: readonly Assumption[]): readonly Assumption[] {
  return [...new Map([...new Set(reasons)].map((each) => [nameOf(each), each])).values()];
}

const nameOf = oncePer((assumption: Assumption) => JSON.stringify(assumption));
