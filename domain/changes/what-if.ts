import { z } from 'zod';
import type { Finding } from '@/domain/checks/finding';
import type { ErrorParams, Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict, Owner, Reason, Verdict, VerdictKind } from '@/domain/routing/verdict';
import { applyEdit, problemsOfEdit } from './edits';
import { EstateEdit } from './edits/edit';
import { Operation, OPERATION_KINDS } from './operations';
import type { Assess, PlanFindings } from './plan';
import { comparedFindings } from './plan-findings';
import { walk } from './walk';

/** A flow of which a change makes something else, and why it is then what it is. */
export type FlowDelta = {
  flow: string;
  mustHold: boolean;
  before: VerdictKind;
  after: VerdictKind;
  /** of the worse direction; absent when it works */
  cause?: { reason: Reason; finding?: string; owner?: Owner; answers: boolean };
};

/** What is different between two states of an estate: only what changed, in the order of the estate. */
export type EstateDelta = { flows: readonly FlowDelta[]; findings: Pick<PlanFindings, 'appear' | 'go'> };

/** What the engine and the rules say of a state. */
export type Assessed = { verdicts: readonly FlowVerdict[]; findings: readonly Finding[] };

/** What can be supposed: an operation as a change has it, or that something is otherwise which no operation writes. */
export const Supposition = z.discriminatedUnion('kind', [Operation, EstateEdit]);
export type Supposition = z.infer<typeof Supposition>;

/** What suppositions would do to an estate once all of them have settled. Those that are refused are left out, and say why. */
export function whatIf(
  view: EstateView,
  suppositions: readonly Supposition[],
  assess: Assess,
): EstateDelta & { problems: readonly Problem[] } {
  const { after, problems } = suppose(view, suppositions);
  return { ...deltaBetween(assessed(view, assess), assessed(after, assess)), problems };
}

/** A state as the engine and the rules see it. */
export function assessed(view: EstateView, { judge, check }: Assess): Assessed {
  const verdicts = judge(view);
  return { verdicts, findings: check(view, verdicts) };
}

/** One after another; operations that stand together are ordered as a plan orders them. */
function suppose(view: EstateView, suppositions: readonly Supposition[]): { after: EstateView; problems: Problem[] } {
  const problems: Problem[] = [];
  let after = view;
  for (let at = 0; at < suppositions.length;) {
    const supposed = suppositions[at];
    if (supposed && isEdit(supposed)) {
      const against = problemsOfEdit(after, supposed);
      problems.push(...against.map((each) => ({ ...each, path: ['operations', at, ...each.path] })));
      if (against.length === 0) after = applyEdit(after, supposed);
      at += 1;
      continue;
    }
    const rest = suppositions.slice(at);
    const until = rest.findIndex(isEdit);
    const together = rest.slice(0, until < 0 ? undefined : until).filter((each) => !isEdit(each));
    const walked = walk(after, together);
    problems.push(...walked.problems.map((each) => ({ ...each, path: shifted(each.path, at) })));
    after = walked.states.at(-1) ?? after;
    at += together.length;
  }
  return { after, problems };
}

/** `walk` counts from the first operation it is given. */
function shifted([list = 'operations', index, ...rest]: Problem['path'], by: number): Problem['path'] {
  return [list, Number(index) + by, ...rest];
}

function isEdit(supposed: Supposition): supposed is EstateEdit {
  return !OPERATION_KINDS.some((kind) => kind === supposed.kind);
}

export function deltaBetween(before: Assessed, after: Assessed): EstateDelta {
  const was = new Map(before.verdicts.map((verdict) => [verdict.flow, verdict]));
  const flows = after.verdicts.flatMap((now): readonly FlowDelta[] => {
    const then = was.get(now.flow);
    if (!then || then === now || then.kind === now.kind) return [];
    const cause = causeOf(now);
    return [
      {
        flow: now.flow,
        mustHold: now.mustHold,
        before: then.kind,
        after: now.kind,
        ...(cause ? { cause } : {}),
      },
    ];
  });
  const { appear, go } = comparedFindings([before.findings, after.findings]);
  return { flows, findings: { appear, go } };
}

function causeOf({ kind, forward, back }: FlowVerdict): FlowDelta['cause'] {
  const found = ofKind(forward, kind, false) ?? ofKind(back, kind, true);
  return kind === 'reachable' ? undefined : found;
}

function ofKind({ kind, reason, finding, owner }: Verdict, wanted: VerdictKind, answers: boolean): FlowDelta['cause'] {
  if (kind !== wanted || !reason) return undefined;
  return { reason, answers, ...(finding ? { finding } : {}), ...(owner ? { owner } : {}) };
}

/** One sentence about a delta: `changes.explained.<code>`, and for what does not work the reason that completes it. */
export type Explanation = {
  code:
    'flow-starts' | 'flow-stops' | 'answers-stop' | 'flow-in-doubt' | 'finding-appears' | 'finding-goes' | 'nothing';
  params: ErrorParams;
  reason?: Reason;
};

/** What matters most first: what stops, what is no longer sure, what starts, then what the rules say. */
export function explain({ flows, findings }: EstateDelta): readonly Explanation[] {
  const sentences = [
    ...flows.filter(({ after }) => after === 'unreachable').map(stops),
    ...flows.filter(({ after }) => after === 'unknown').map((flow) => about(flow, 'flow-in-doubt')),
    ...flows.filter(({ after }) => after === 'reachable').map((flow) => about(flow, 'flow-starts')),
    ...findings.appear.map(({ kind, subject }) => sentence('finding-appears', { kind, subject: subject.key })),
    ...findings.go.map(({ kind, subject }) => sentence('finding-goes', { kind, subject: subject.key })),
  ];
  return sentences.length > 0 ? sentences : [sentence('nothing', {})];
}

function stops(flow: FlowDelta): Explanation {
  return about(flow, flow.cause?.answers ? 'answers-stop' : 'flow-stops');
}

function about({ flow, cause }: FlowDelta, code: Explanation['code']): Explanation {
  return { code, params: { flow }, ...(cause ? { reason: cause.reason } : {}) };
}

function sentence(code: Explanation['code'], params: ErrorParams): Explanation {
  return { code, params };
}
