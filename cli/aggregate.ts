import { announceAdvice } from '@/domain/announcing/advice';
import { indexEstate } from '@/domain/routing/estate-index';
import { BadInput } from './bad-input';
import { readEstate } from './read-estate';
import { aggregateReport, type AggregateReport } from './reports/aggregate-report';
import type { Sentences } from './sentences';
import { jsonLines } from './terminal';

type AggregateOptions = { estate: string; vbr: string; json: boolean };

/**
 * The smallest exact set to announce toward a VBR: 0 when that of every session is below its limit, else 1.
 * @throws BadInput when the file cannot be read or has no such VBR
 */
export async function aggregateCommand(options: AggregateOptions, say: Sentences, print: (line: string) => void) {
  const view = await readEstate(options.estate);
  const index = indexEstate(view);
  const vbr = index.vbrs.get(options.vbr);
  if (!vbr) throw new BadInput([{ option: 'vbr', value: options.vbr, code: 'vbr-not-found' }]);
  const asked = { estate: view.estate.metadata.name, vbr: vbr.key };
  const report = aggregateReport(asked, announceAdvice(index, vbr));
  if (options.json) print(jsonLines(report));
  else for (const line of linesOf(report, say)) print(line);
  return report.sessions.some(({ fit }) => fit === 'over') ? 1 : 0;
}

type Session = AggregateReport['sessions'][number];

function linesOf({ vbr, sessions }: AggregateReport, say: Sentences): string[] {
  if (sessions.length === 0) return [say.announcing('none')];
  return sessions.flatMap((session) => {
    const { gateway, peer, announced, missing, exact, limit, fit, wider } = session;
    const count = say.announcing('routes', { count: exact.prefixes.length });
    return [
      gateway ? say.announcing('session', { gateway, vbr }) : say.announcing('sessionUnknown', { peer, vbr }),
      line(say, 'now', say.announcing('routes', { count: announced.length })),
      ...(missing.length > 0 ? [line(say, 'missing', missing.join(', '))] : []),
      line(say, 'exact', `${count} ${say.announcing('limit', { limit })} (${say.announcing(`fit.${fit}`)})`),
      ...exact.prefixes.map((prefix) => `    ${prefix}`),
      ...(wider ? widerLines(wider, say) : []),
    ];
  });
}

function line(say: Sentences, label: 'now' | 'missing' | 'exact' | 'wider', text: string): string {
  return `  ${say.cli('labelled', { label: say.announcing(label), text })}`;
}

function widerLines({ prefixes, attractions }: NonNullable<Session['wider']>, say: Sentences): string[] {
  return [
    line(say, 'wider', say.announcing('routes', { count: prefixes.length })),
    ...prefixes.map((prefix) => `    ${prefix}`),
    ...attractions.flatMap(({ prefix, ranges, owners, free, flows }) => [
      `  ${say.announcing('attracts', { prefix, ranges: ranges.join(', ') })}`,
      ...owners.map(({ owner, role, own, ranges: held }) => {
        const params = {
          role: say.announcing(`role.${role}` as 'role.host'),
          owner: owner.key,
          ranges: held.join(', '),
        };
        return `    ${say.announcing(own ? 'ofOwn' : 'ofOther', params)}`;
      }),
      ...(free.length > 0 ? [`    ${say.announcing('free', { ranges: free.join(', ') })}`] : []),
      `    ${flows.length > 0 ? say.announcing('flowsIn', { flows: flows.join(', ') }) : say.announcing('noFlowsIn')}`,
    ]),
  ];
}
