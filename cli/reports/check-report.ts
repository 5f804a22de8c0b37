import { z } from 'zod';
import { type Finding, SEVERITIES } from '@/domain/checks/finding';
import type { Remedy } from '@/domain/remedies/remedy';
import type { DatedFlowVerdict, DatedVerdict } from '@/domain/routing/dated-verdict';
import { CauseReport, ErrorParams, OwnerWord, reasonReport, VerdictWord } from './verdict-report';

/** One thing to do by hand. */
export const StepReport = z.object({
  code: z.string(),
  params: ErrorParams,
  commands: z.array(z.string()).describe('Lines to be typed there; <...> stands for what is not known here'),
});
export type StepReport = z.infer<typeof StepReport>;

export const FindingReport = z.object({
  code: z.string().describe('F01..F36 of the failure catalogue, V1..V16 of the validations, or our own C01...'),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  owner: OwnerWord,
  subject: z.object({ kind: z.string(), key: z.string() }),
  params: ErrorParams,
  flows: z.array(z.string()).describe('Keys of the declared flows that it stops'),
  fix: z.object({ operation: z.string(), params: ErrorParams }).optional(),
  remedy: z.object({
    fact: z.object({ section: z.string(), key: z.string() }).optional().describe('A declared fact to be corrected'),
    steps: z.array(StepReport).describe('What mends it by hand, in order; none where an operation repairs it'),
  }),
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

export function findingReport(finding: Finding, { form, steps }: Remedy): FindingReport {
  const { code, kind, severity, owner, subject, params, flows, fix } = finding;
  return {
    code,
    kind,
    severity,
    owner,
    subject: { ...subject },
    params: { ...params },
    flows: [...flows],
    ...(fix ? { fix: { operation: fix.operation, params: { ...fix.params } } } : {}),
    remedy: {
      ...(form ? { fact: { section: form.section, key: form.key } } : {}),
      steps: steps.map((each) => ({
        code: each.code,
        params: { ...each.params },
        commands: [...(each.commands ?? [])],
      })),
    },
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
