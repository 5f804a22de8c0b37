import type { EstateView } from '@/domain/estate/view';
import { routeLimitOf } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { ErrorParams } from '@/domain/errors';
import { oncePer } from '@/domain/memo';
import { sessionHealth, sessionsOf } from '../sessions/bgp-session';
import { indexEstate, type EstateIndex } from '../estate-index';
import { FAILABLE, failableOf, withFailure, type Failed } from './fail';
import { flowWays, type FlowWay } from './judge';
import { gatewaysOf } from '../sessions/link';

/**
 * What fails one at a time, and what that does. Everything is judged on the estate as it would be then; only flows that rest on
 * what failed are judged at all, so that a thousand failures cost little more than the flows that they hit.
 */
export type FailureImpact = {
  failed: Failed;
  /** flows that work now and would not, or not surely, any more */
  lost: readonly string[];
  /** flows that would go out over other VBRs than they come back, and do not now (F18: what keeps state drops them) */
  asymmetric: readonly string[];
  overLimit: readonly OverLimit[];
};

/** A session that would be sent more routes than its VBR takes, once those of the failed VBR come over it too (F10). */
export type OverLimit = {
  code: 'F10';
  kind: 'route-limit';
  subject: { kind: 'bgp-peer'; key: string };
  params: ErrorParams;
};

/** Each thing of these kinds failing alone, in the order of the estate. */
export function failEach(view: EstateView, kinds: readonly Failed['kind'][] = FAILABLE): FailureImpact[] {
  return [...failOneByOne(view, kinds)];
}

/** The same a failure at a time, for who has other things to do in between. */
export function* failOneByOne(
  view: EstateView,
  kinds: readonly Failed['kind'][] = FAILABLE,
): Generator<FailureImpact, void, void> {
  const now = flowWays(view);
  for (const failed of failableOf(view, kinds)) yield impactOf(view, now, failed);
}

/** What one failure alone does. */
export function failOne(view: EstateView, failed: Failed): FailureImpact {
  return impactOf(view, flowWays(view), failed);
}

function impactOf(view: EstateView, now: readonly FlowWay[], failed: Failed): FailureImpact {
  const after = withFailure(view, failed);
  const pairs = flowWays(after).flatMap((then, at) => {
    const before = now[at];
    return before && before.verdict !== then.verdict ? [{ before, then }] : [];
  });
  const keysOf = (some: typeof pairs) => some.map(({ before }) => before.verdict.flow);
  return {
    failed,
    lost: keysOf(pairs.filter(({ before, then }) => works(before) && !works(then))),
    asymmetric: keysOf(pairs.filter(({ before, then }) => works(then) && isAsymmetric(then) && !isAsymmetric(before))),
    overLimit: overLimits(indexEstate(view), indexEstate(after)),
  };
}

function works({ verdict }: FlowWay): boolean {
  return verdict.kind === 'reachable';
}

function isAsymmetric({ there, back }: FlowWay): boolean {
  return there.join(' ') !== back.join(' ');
}

/** A gateway that loses a session says over the others what it said over that one. */
function overLimits(before: EstateIndex, after: EstateIndex): readonly OverLimit[] {
  const lost = [...before.vbrs.values()].filter((vbr) => isPoorer(vbr, after.vbrs.get(vbr.key)));
  const sites = new Set(lost.flatMap((vbr) => gatewaysOf(before, vbr).map(({ site }) => site)));
  if (sites.size === 0) return [];
  const heirs = [...after.vbrs.values()].filter((vbr) => gatewaysOf(after, vbr).some(({ site }) => sites.has(site)));
  return heirs.flatMap((vbr) => {
    const now = learnt(vbr);
    const then = new Set([...now, ...lost.flatMap((each) => [...learnt(each)])]).size;
    return sessionsOf(vbr).flatMap((session): readonly OverLimit[] => {
      const { group, peer } = session;
      const limit = routeLimitOf(group);
      if (sessionHealth(session) !== 'established' || limit === 0 || then <= limit || now.size > limit) return [];
      const params = { vbr: vbr.key, peer: peer.key, received: then, limit, percent: Math.floor((then * 100) / limit) };
      return [{ code: 'F10', kind: 'route-limit', subject: { kind: 'bgp-peer', key: peer.key }, params }];
    });
  });
}

function isPoorer(before: Vbr, after: Vbr | undefined): boolean {
  return before !== after && learnt(before).size > (after ? learnt(after).size : 0);
}

const learnt = oncePer((vbr: Vbr): ReadonlySet<string> => {
  const rows = (vbr.routeTable?.entries ?? []).filter(({ type }) => type === 'bgp');
  return new Set(rows.map(({ prefix }) => prefix));
});
