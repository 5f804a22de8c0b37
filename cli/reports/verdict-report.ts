import { z } from 'zod';
import type { Reason } from '@/domain/routing/verdict';

export const VerdictWord = z.enum(['reachable', 'unreachable', 'unknown']);
export const OwnerWord = z.enum(['cloud', 'idc', 'cluster']);
export const ErrorParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** A code of the product's closed list and what fills its sentence. */
export const ReasonReport = z.object({ code: z.string(), params: ErrorParams });

const Row = z.object({
  routeTable: z.string(),
  prefix: z.string(),
  type: z.string(),
  status: z.string(),
  nextHop: z.string(),
});

export const HopReport = z.object({
  place: z.object({ kind: z.string(), key: z.string() }),
  status: z.enum(['passes', 'delivers', 'stops', 'unknown', 'assumed']),
  row: Row.optional(),
  runnerUp: Row.optional(),
  observedAt: z.string().optional(),
});

/** Why one direction does not work, or is not known to; `finding` is a code of the failure catalogue. */
export const CauseReport = z.object({
  verdict: VerdictWord,
  reason: ReasonReport.optional(),
  finding: z.string().optional(),
  owner: OwnerWord.optional(),
});
export type CauseReport = z.infer<typeof CauseReport>;

/** Params as they are, the object's own. */
export function reasonReport({ code, params }: Reason): z.infer<typeof ReasonReport> {
  return { code, params: { ...params } };
}
