import { negotiateLocale } from '@/components/i18n/locale';
import { translatorFor } from '@/components/i18n/translator';
import type { Explanation } from '@/domain/changes/what-if';
import type { ErrorParams, Problem } from '@/domain/errors';
import type { FileError } from '@/domain/estate/file/document';
import type { Assumption, Owner, Reason, VerdictKind } from '@/domain/routing/verdict';
import type { FindingReport, StepReport } from './reports/check-report';
import type { CauseReport } from './reports/verdict-report';

/** A terminal sets nothing in another typeface. */
const PLAIN = { m: (chunks: string) => chunks, b: (chunks: string) => chunks };

/** The catalogue's sentences as a terminal shows them. */
export type Sentences = ReturnType<typeof sentencesIn>;

/** In the language asked for (`zh` and `en-US` are understood), else in English. */
export function sentencesIn(language: string) {
  const locale = negotiateLocale(undefined, language);
  const cli = translatorFor(locale, 'cli');
  const topology = translatorFor(locale, 'topology');
  const findings = translatorFor(locale, 'findings');
  const sources = translatorFor(locale, 'sources');
  const operations = translatorFor(locale, 'operations');
  const changes = translatorFor(locale, 'changes');
  const announcing = translatorFor(locale, 'announcing');
  const remedies = translatorFor(locale, 'remedies');
  const owner = (of: Owner) => findings(`owner.${of}`);
  return {
    cli,
    owner,
    announcing: (key: Parameters<typeof announcing.markup>[0], params: ErrorParams = {}) =>
      announcing.markup(key, { ...PLAIN, ...params } as never),
    verdict: (kind: VerdictKind) => topology(`verdict.${kind}`),
    reason: ({ code, params }: Reason) => topology.markup(`reasons.${code}`, { ...PLAIN, ...params } as never),
    assumption: ({ code, params }: Assumption) =>
      topology.markup(`assumptions.${code}`, { ...PLAIN, ...params } as never),
    /** What is wrong with an operation; `code` has its sentence with the forms, or is named. */
    problem: ({ code, params }: Pick<Problem, 'code' | 'params'>) => {
      const key = `problems.${code}` as 'problems.missing';
      if (!operations.has(key)) return code;
      return operations.markup(key, { ...PLAIN, suggestion: 'none', ...params } as never);
    },
    explained: (code: Explanation['code'], params: ErrorParams) => {
      const kind = String(params.kind) as FindingReport['kind'];
      const title = params.kind === undefined ? '' : findings(`${kind}.title` as never);
      return changes.markup(`explained.${code}`, { ...PLAIN, ...params, title } as never);
    },
    /** What is, and what to do about it. */
    finding: ({ kind, params, owner: whose }: Pick<FindingReport, 'kind' | 'params' | 'owner'>) => {
      const values = { ...PLAIN, ...params, owner: owner(whose) } as never;
      return {
        what: findings.markup(`${kind}.what` as never, values),
        todo: findings.markup(`${kind}.todo` as never, values),
      };
    },
    /** One thing to do by hand. */
    step: ({ code, params }: Pick<StepReport, 'code' | 'params'>) =>
      remedies.markup(code as never, { ...PLAIN, ...params } as never),
    /** Those about addresses are the forms' own, the others belong to the file. */
    fileError: ({ code, params }: Pick<FileError, 'code' | 'params'>) => {
      const values = { ...PLAIN, suggestion: 'none', ...params } as never;
      const own = `fileErrors.${code}` as 'fileErrors.syntax';
      const net = `problems.${code}` as 'problems.not-a-prefix';
      if (sources.has(own)) return sources.markup(own, values);
      if (!operations.has(net)) return sources.markup('fileErrors.not-valid', { ...PLAIN, rule: code });
      const meant = params.suggestion === undefined ? '' : ` ${sources.markup('fileErrors.didYouMean', values)}`;
      return operations.markup(net, values) + meant;
    },
  };
}

/** The verdict, and where it is not good why and whose it is. */
export function causeText({ verdict, reason, finding, owner }: CauseReport, say: Sentences): string {
  if (!reason) return say.verdict(verdict);
  const why = say.reason(reason as Reason);
  const values = { reason: why, code: finding ?? 'none', owner: owner ? say.owner(owner) : say.cli('nobody') };
  return say.cli('labelled', { label: say.verdict(verdict), text: say.cli('because', values) });
}
