import { z } from 'zod';
import { type Finding, SEVERITIES } from '@/domain/checks/finding';
import type { DatedFlowVerdict, DatedVerdict } from '@/domain/routing/dated-verdict';
import { CauseReport, ErrorParams, OwnerWord, reasonReport, VerdictWord } from './verdict-report';

export const FindingReport = z.object({
  code: z.string().describe('F01..F36 of the failure catalogue, V1..V16 of the validations, or our own C01...'),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  owner: OwnerWord,
  subject: z.object({ kind: z.string(), key: z.string() }),
  params: ErrorParams,
  flows: z.array(z.string()).describe('Keys of the declared flows that it stops'),
  fix: z.object({ operation: z.string(), params: ErrorParams }).optional(),
});
export type FindingReport = z.infer<typeof FindingReport>;

export const FlowReport = z.object({
  flow: z.string(),
  mustHold: z.boolean(),
  verdict: VerdictWord,
  forward: CauseReport,
  back: CauseReport,
});
export type FlowReport = z.infer<typeof FlowReport>;

/** What `causeway check --json` prints: errors first, flows in the order of the estate. */
export const CheckReport = z.object({
  version: z.literal(1),
  estate: z.string(),
  findings: z.array(FindingReport),
  flows: z.array(FlowReport),
});
export type CheckReport = z.infer<typeof CheckReport>;

export function findingReport({ code, kind, severity, owner, subject, params, flows, fix }: Finding): FindingReport {
  return {
    code,
    kind,
    severity,
    owner,
    subject: { ...subject },
    params: { ...params },
    flows: [...flows],
    ...(fix ? { fix: { operation: fix.operation, params: { ...fix.params } } } : {}),
  };
}

export function flowReport({ flow, mustHold, kind, forward, back }: DatedFlowVerdict): FlowReport {
  return { flow, mustHold, verdict: kind, forward: causeReport(forward), back: causeReport(back) };
}

function causeReport({ kind, reason, finding, owner }: DatedVerdict): CauseReport {
  return {
    verdict: kind,
    ...(reason ? { reason: reasonReport(reason) } : {}),
    ...(finding ? { finding } : {}),
    ...(owner ? { owner } : {}),
  };
}
