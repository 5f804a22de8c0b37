import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { forgetOrigin } from '@/domain/routing/origin';
import { asSuccessor } from '@/domain/routing/successor';
import type { FlowVerdict } from '@/domain/routing/verdict';

/** What was judged last: the next one is mostly the same. */
let latest: EstateView | undefined;

/** Verdicts of the estate as it is now: those of the state before, where nothing that they rest on is another. */
export function judgeNewest(view: EstateView): readonly FlowVerdict[] {
  const verdicts = judgePast(view);
  latest = view;
  return verdicts;
}

/** Verdicts of a past moment, which is mostly the same as now as well. What is judged next is compared with now all the same. */
export function judgePast(view: EstateView): readonly FlowVerdict[] {
  const verdicts = judgeFlows(latest ? asSuccessor(view, latest) : view);
  // Judged already, it was not asked where it came from, and would keep that alive.
  forgetOrigin(view);
  return verdicts;
}
