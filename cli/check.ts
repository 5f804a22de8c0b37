import { findFindings } from '@/domain/checks';
import { declaredOf } from '@/domain/estate/declared-of';
import { remedyOf } from '@/domain/remedies';
import { datedFlowVerdict } from '@/domain/routing/dated-verdict';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { readEstate } from './read-estate';
import {
  findingReport,
  flowReport,
  type CheckReport,
  type FindingReport,
  type FlowReport,
} from './reports/check-report';
import { causeText, type Sentences } from './sentences';
import { jsonLines } from './terminal';

/**
 * What is wrong with an estate: 1 when something does not work (an error, or a flow that must hold and does not), else 0.
 * @throws BadInput when the file cannot be read
 */
export async function check(options: { estate: string; json: boolean }, say: Sentences, print: (line: string) => void) {
  const view = await readEstate(options.estate);
  const verdicts = judgeFlows(view);
  const { facts: declared } = declaredOf(view.estate);
  const report: CheckReport = {
    version: 1,
    estate: view.estate.metadata.name,
    findings: findFindings(view, new Date().toISOString(), verdicts).map((finding) =>
      findingReport(finding, remedyOf({ ...view, declared }, finding)),
    ),
    flows: verdicts.map((each) => flowReport(datedFlowVerdict(view, each))),
  };
  if (options.json) print(jsonLines(report));
  else for (const line of linesOf(report, say)) print(line);
  return isFaulty(report) ? 1 : 0;
}

/** Something does not work: a warning is not enough, nor a flow of which nothing is known. */
export function isFaulty({ findings, flows }: Pick<CheckReport, 'findings' | 'flows'>): boolean {
  return (
    findings.some(({ severity }) => severity === 'error') ||
    flows.some(({ mustHold, verdict }) => mustHold && verdict === 'unreachable')
  );
}

function linesOf({ findings, flows }: CheckReport, say: Sentences): string[] {
  const held = flows.filter(({ verdict }) => verdict === 'reachable').length;
  return [
    say.cli('findings', { count: findings.length }),
    ...findings.flatMap((finding) => findingLines(finding, say)),
    say.cli('flows', { held: String(held), count: flows.length }),
    ...flows.filter(({ verdict }) => verdict !== 'reachable').flatMap((flow) => flowLines(flow, say)),
  ];
}

const MARKS = { error: '×', warning: '!', notice: '·' } as const;

function findingLines(finding: FindingReport, say: Sentences): string[] {
  const { what, todo } = say.finding(finding);
  const { fact, steps } = finding.remedy;
  return [
    `  ${MARKS[finding.severity]} ${finding.code} ${what}`,
    `    ${todo}`,
    ...(finding.fix ? [`    ${say.cli('fix', { operation: finding.fix.operation })}`] : []),
    ...(fact ? [`    ${say.cli('fact', fact)}`] : []),
    ...steps.flatMap((each) => [`    - ${say.step(each)}`, ...each.commands.map((line) => `        ${line}`)]),
  ];
}

function flowLines({ flow, mustHold, verdict, forward, back }: FlowReport, say: Sentences): string[] {
  return [
    `  ${say.cli(mustHold ? 'mustHold' : 'flow', { flow, verdict: say.verdict(verdict) })}`,
    ...(['forward', 'back'] as const).flatMap((direction) => {
      const cause = direction === 'forward' ? forward : back;
      return cause.reason
        ? [`    ${say.cli('labelled', { label: say.cli(direction), text: causeText(cause, say) })}`]
        : [];
    }),
  ];
}
