import { indexEstate } from '@/domain/routing/estate-index';
import { reach } from '@/domain/routing/answers/reach';
import { endpointOf } from '@/domain/topology/endpoint-text';
import { BadInput, type Fault } from './bad-input';
import { readEstate } from './read-estate';
import { traceReport, type TraceReport } from './reports/trace-report';
import { causeText, type Sentences } from './sentences';
import { jsonLines } from './terminal';

type TraceOptions = { estate: string; from: string; to: string; json: boolean };

/**
 * What two ends reach of each other: 0 when all of it in both directions, else 1.
 * @throws BadInput when the file or an end cannot be read
 */
export async function traceCommand(options: TraceOptions, say: Sentences, print: (line: string) => void) {
  const view = await readEstate(options.estate);
  const index = indexEstate(view);
  const [from, to] = [endpointOf(index, options.from), endpointOf(index, options.to)];
  if (!from || !to)
    throw new BadInput([...unknownEnd('from', options.from, from), ...unknownEnd('to', options.to, to)]);
  const report = traceReport(
    view,
    { estate: view.estate.metadata.name, from: options.from, to: options.to },
    reach(view, from, to),
  );
  if (options.json) print(jsonLines(report));
  else for (const line of linesOf(report, say)) print(line);
  return report.verdict === 'reachable' ? 0 : 1;
}

function unknownEnd(option: string, value: string, found: unknown): Fault[] {
  return found ? [] : [{ option, value, code: 'endpoint-not-found' }];
}

function linesOf(report: TraceReport, say: Sentences): string[] {
  const { from, to, verdict } = report;
  return [
    say.cli('headline', { from, to, verdict: say.verdict(verdict) }),
    ...(['forward', 'back'] as const).flatMap((direction) => [
      '',
      say.cli(direction),
      ...report[direction].flatMap((part) => partLines(part, say)),
    ]),
  ];
}

function partLines(part: TraceReport['forward'][number], say: Sentences): string[] {
  const ends = { source: part.source.join(', ') || '-', destination: part.destination.join(', ') || '-' };
  return [
    `  ${say.cli('labelled', { label: say.cli('part', ends), text: causeText(part, say) })}`,
    ...part.hops.map(({ place, row, status }) => {
      const way = row ? `  ${row.prefix} ${row.type} > ${row.nextHop}` : '';
      return `    ${status === 'stops' || status === 'unknown' ? '×' : '·'} ${place.kind} ${place.key}${way}`;
    }),
    ...part.assumptions.map((each) => `    ${say.cli('assumed', { assumption: say.assumption(each as never) })}`),
  ];
}
