import { z } from 'zod';
import type { EstateView } from '@/domain/estate/view';
import { datedVerdict } from '@/domain/routing/dated-verdict';
import type { Reach, ReachPart } from '@/domain/routing/answers/reach';
import type { VerdictKind } from '@/domain/routing/verdict';
import { CauseReport, HopReport, ReasonReport, reasonReport, VerdictWord } from './verdict-report';

const PartReport = CauseReport.extend({
  source: z.array(z.string()).describe('Prefixes the traffic comes from; of answers those at the far end'),
  destination: z.array(z.string()),
  hops: z.array(HopReport),
  assumptions: z.array(ReasonReport).describe('What the verdict takes for granted because nothing reads it'),
});

/** What `causeway trace --json` prints. Parts do not overlap; together they are all pairs of addresses. */
export const TraceReport = z.object({
  version: z.literal(1),
  estate: z.string(),
  from: z.string(),
  to: z.string(),
  verdict: VerdictWord.describe('The worst of all parts in both directions'),
  forward: z.array(PartReport),
  back: z.array(PartReport),
});
export type TraceReport = z.infer<typeof TraceReport>;

export function traceReport(
  view: EstateView,
  question: Pick<TraceReport, 'estate' | 'from' | 'to'>,
  reached: Reach,
): TraceReport {
  const parts = [...reached.forward, ...reached.back];
  return {
    version: 1,
    ...question,
    verdict: worst(parts.map(({ verdict }) => verdict.kind)),
    forward: reached.forward.map((part) => partReport(view, part)),
    back: reached.back.map((part) => partReport(view, part)),
  };
}

const FROM_WORST = ['unreachable', 'unknown', 'reachable'] as const satisfies readonly VerdictKind[];

function worst(kinds: readonly VerdictKind[]): VerdictKind {
  return FROM_WORST.find((kind) => kinds.includes(kind)) ?? 'unknown';
}

function partReport(view: EstateView, { source, destination, verdict }: ReachPart): z.infer<typeof PartReport> {
  const { kind, reason, finding, owner, hops, assumptions } = datedVerdict(view, verdict);
  return {
    source: [...source],
    destination: [...destination],
    verdict: kind,
    ...(reason ? { reason: reasonReport(reason) } : {}),
    ...(finding ? { finding } : {}),
    ...(owner ? { owner } : {}),
    hops: hops.map((hop) => ({ ...hop })),
    assumptions: assumptions.map(({ code, params }) => ({ code, params: { ...params } })),
  };
}
