import { z } from 'zod';
import { Effect } from '@/domain/changes/effect';

const Params = z.record(z.string(), z.union([z.string(), z.number()]));

/** What rows say besides before and after. Every part may be missing: rows are older than the page that shows them. */
const Detail = z
  .object({
    reason: z.string(),
    params: Params,
    comment: z.string(),
    outcome: z.string(),
    attempt: z.number(),
    sourceCode: z.string(),
    resourceId: z.string(),
    name: z.string(),
    source: z.string(),
    number: z.number(),
  })
  .partial()
  .catch({});
export type Detail = z.infer<typeof Detail>;

export function detailOf(detail: unknown): Detail {
  return Detail.parse(detail ?? {});
}

/** The write a step made, where the row is of one. */
export function effectOf(detail: unknown): Effect | null {
  const parsed = z.object({ effect: Effect }).safeParse(detail);
  return parsed.success ? parsed.data.effect : null;
}

const WithOutcome = z.object({ outcome: z.object({ code: z.string(), params: Params.optional() }) });

/** How a change ended or why it stopped, where the row says so. */
export function outcomeOf(after: unknown): { code: string; params?: z.infer<typeof Params> } | null {
  const parsed = WithOutcome.safeParse(after);
  return parsed.success ? parsed.data.outcome : null;
}

const Named = z.object({ name: z.string() });

export function nameIn(...values: unknown[]): string | undefined {
  for (const value of values) {
    const parsed = Named.safeParse(value);
    if (parsed.success) return parsed.data.name;
  }
  return undefined;
}
