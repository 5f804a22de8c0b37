import { z } from 'zod';
import type { AnnounceAdvice } from '@/domain/announcing/advice';

const Prefixes = z.array(z.string());
const SetReport = z.object({ prefixes: Prefixes, commands: z.array(z.string()).describe('For FRR and GoBGP') });

const Attraction = z.object({
  prefix: z.string(),
  ranges: Prefixes,
  owners: z.array(
    z.object({
      owner: z.object({ kind: z.string(), key: z.string() }),
      role: z.string(),
      own: z.boolean().describe('Whether it is of a site behind the VBR'),
      ranges: Prefixes,
    }),
  ),
  free: Prefixes.describe('Held by nobody'),
  flows: z.array(z.string()).describe('Keys of the declared flows with an end there'),
});

/** What `causeway aggregate --json` prints: one member of `sessions` for each session of the VBR that carries anything. */
export const AggregateReport = z.object({
  version: z.literal(1),
  estate: z.string(),
  vbr: z.string(),
  sessions: z.array(
    z.object({
      peer: z.string(),
      gateway: z.string().optional(),
      limit: z.number().int(),
      announced: Prefixes,
      by: z.enum(['advertised', 'held', 'predicted']),
      missing: Prefixes.describe('Needed behind the VBR, and not announced'),
      exact: SetReport,
      fit: z.enum(['fits', 'near', 'over']).describe('Below 80 % of the limit, below it, or not'),
      wider: SetReport.extend({ attractions: z.array(Attraction) }).optional(),
    }),
  ),
});
export type AggregateReport = z.infer<typeof AggregateReport>;

export function aggregateReport(
  asked: Pick<AggregateReport, 'estate' | 'vbr'>,
  advice: readonly AnnounceAdvice[],
): AggregateReport {
  return AggregateReport.parse({ version: 1, ...asked, sessions: advice });
}
