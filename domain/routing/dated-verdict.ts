import { freshnessOf, type EstateView } from '@/domain/estate/view';
import type { ResourceKind } from '@/domain/estate/resource';
import type { FlowVerdict, Hop, Reason, Verdict } from './verdict';

// A verdict says which reading each hop rests on, and nothing of its age: ages move all the time while the verdict stays. They are
// added where it is shown, from the view of that moment.

/** `observedAt`: ISO 8601 of the reading this hop rests on; absent: declared or assumed. */
export type DatedHop = Omit<Hop, 'read'> & { read?: never; observedAt?: string };

/** A verdict as it is shown. */
export type DatedVerdict = Omit<Verdict, 'hops'> & { hops: readonly DatedHop[] };
export type DatedFlowVerdict = Omit<FlowVerdict, 'forward' | 'back'> & { forward: DatedVerdict; back: DatedVerdict };

type Ages = Pick<EstateView, 'parts'>;

export function datedFlowVerdict(view: Ages, { forward, back, ...flow }: FlowVerdict): DatedFlowVerdict {
  return { ...flow, forward: datedVerdict(view, forward), back: datedVerdict(view, back) };
}

export function datedVerdict(view: Ages, { hops, reason, ...verdict }: Verdict): DatedVerdict {
  return {
    ...verdict,
    ...(reason ? { reason: datedReason(view, reason) } : {}),
    hops: hops.map((hop) => datedHop(view, hop)),
  };
}

function datedHop(view: Ages, { read, ...hop }: Hop): DatedHop {
  const observedAt = read && freshnessOf(view, read.kind, read.within)?.observedAt;
  return observedAt ? { ...hop, observedAt } : hop;
}

/** A reading that is too old says since when. */
export function datedReason(view: Ages, reason: Reason): Reason {
  if (reason.code !== 'stale-reading') return reason;
  const { kind, within } = reason.params;
  const observedAt = freshnessOf(view, kind as ResourceKind, String(within))?.observedAt;
  return observedAt ? { ...reason, params: { ...reason.params, observedAt } } : reason;
}
