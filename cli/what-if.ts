import { z } from 'zod';
import { explain, Supposition, whatIf, type Explanation } from '@/domain/changes/what-if';
import { findFindings } from '@/domain/checks';
import { readTyped } from '@/domain/estate/file/read-typed';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { BadInput } from './bad-input';
import { readEstate, textOf } from './read-estate';
import { whatIfReport, type WhatIfReport } from './reports/what-if-report';
import type { Sentences } from './sentences';
import { jsonLines } from './terminal';

/** What the file of operations holds. */
export const Operations = z.strictObject({ operations: z.array(Supposition).min(1) });

type WhatIfOptions = { estate: string; ops: string; json: boolean };

/**
 * What operations would do: 1 when something breaks by them (a new error, or a flow that must hold and stops), 2 when one of them
 * is refused, else 0.
 * @throws BadInput when a file cannot be read
 */
export async function whatIfCommand(options: WhatIfOptions, say: Sentences, print: (line: string) => void) {
  const view = await readEstate(options.estate);
  const file = readTyped(await textOf('ops', options.ops), Operations);
  if (!file.ok) throw new BadInput(file.errors.map((error) => ({ file: options.ops, error })));
  const { operations } = file.value;
  const now = new Date().toISOString();
  const delta = whatIf(view, operations, {
    judge: judgeFlows,
    check: (state, verdicts) => findFindings(state, now, verdicts),
  });
  const lineOf = (path: readonly (string | number)[]) => file.place(path).line;
  const report = whatIfReport({ estate: view.estate.metadata.name, operations: operations.length, lineOf }, delta);
  if (options.json) print(jsonLines(report));
  else {
    for (const each of explain(delta)) print(sentenceOf(each, say));
    for (const { line, code, params, severity } of report.problems)
      print(`${severity === 'error' ? '×' : '!'} ${options.ops}:${line}: ${say.problem({ code, params })}`);
  }
  return exitCodeOf(report);
}

function exitCodeOf({ problems, flows, findings }: WhatIfReport): number {
  if (problems.some(({ severity }) => severity === 'error')) return 2;
  const stops = flows.some(({ mustHold, after }) => mustHold && after === 'unreachable');
  return stops || findings.appear.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function sentenceOf({ code, params, reason }: Explanation, say: Sentences): string {
  return say.explained(code, { ...params, ...(reason ? { reason: say.reason(reason) } : {}) });
}
