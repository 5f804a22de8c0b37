import { z } from 'zod';
import type { EstateDelta } from '@/domain/changes/what-if';
import type { Problem } from '@/domain/errors';
import { FindingReport } from './check-report';
import { CauseReport, ErrorParams, reasonReport, VerdictWord } from './verdict-report';

const FlowDeltaReport = z.object({
  flow: z.string(),
  mustHold: z.boolean(),
  before: VerdictWord,
  after: VerdictWord,
  cause: CauseReport.omit({ verdict: true })
    .extend({ answers: z.boolean().describe('Whether it is the answers that do not arrive') })
    .optional(),
});

const ChangedFinding = FindingReport.omit({ flows: true, fix: true, remedy: true });

/** What `causeway whatif --json` prints: only what changes. An operation with an error is left out, and the exit code is 2. */
export const WhatIfReport = z.object({
  version: z.literal(1),
  estate: z.string(),
  operations: z.number().int(),
  flows: z.array(FlowDeltaReport),
  findings: z.object({ appear: z.array(ChangedFinding), go: z.array(ChangedFinding) }),
  problems: z.array(
    z.object({
      path: z.array(z.union([z.string(), z.number()])).describe('Into the file of operations'),
      line: z.number().int(),
      code: z.string(),
      params: ErrorParams,
      severity: z.enum(['error', 'warning']),
    }),
  ),
});
export type WhatIfReport = z.infer<typeof WhatIfReport>;

type Question = Pick<WhatIfReport, 'estate' | 'operations'> & { lineOf: (path: Problem['path']) => number };

export function whatIfReport(
  { estate, operations, lineOf }: Question,
  { flows, findings, problems }: EstateDelta & { problems: readonly Problem[] },
): WhatIfReport {
  return {
    version: 1,
    estate,
    operations,
    flows: flows.map(({ cause, ...flow }) => ({ ...flow, ...(cause ? { cause: causeOf(cause) } : {}) })),
    findings: { appear: findings.appear.map(changed), go: findings.go.map(changed) },
    problems: problems.map(({ path, code, params, severity }) => ({
      path: [...path],
      line: lineOf(path),
      code,
      params: { ...params },
      severity: severity ?? 'error',
    })),
  };
}

function causeOf({ reason, ...rest }: NonNullable<EstateDelta['flows'][number]['cause']>) {
  return { ...rest, reason: reasonReport(reason) };
}

function changed({ code, kind, severity, owner, subject, params }: EstateDelta['findings']['appear'][number]) {
  return { code, kind, severity, owner, subject: { ...subject }, params: { ...params } };
}
