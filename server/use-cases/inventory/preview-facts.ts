import { z } from 'zod';
import { assessed, deltaBetween, explain, type EstateDelta, type Explanation } from '@/domain/changes/what-if';
import { withFact, withoutFacts } from '@/domain/estate/fact-references';
import { factSchema } from '@/domain/estate/sections';
import { problemsOf } from '@/domain/problems';
import { DomainError } from '@/domain/errors';
import { assessAt } from '../changes/assess';
import { query } from '../command';
import { judgeNewest } from '../estate/judge-newest';
import { loadSupposed } from '../estate/load-estate';
import { Fact } from './fact-input';

/** What facts would make of verdicts and findings, were they written so. */
export type FactEffect = {
  /** of the state it was computed on */
  revision: string;
  explained: readonly Explanation[];
  findings: EstateDelta['findings'];
};

/** The effect of a fact as it is typed, or of facts that are taken back, on the newest estate. Nothing is stored. */
export const previewFacts = query({
  question: 'inventory.effect',
  permission: 'estate:read',
  input: z.strictObject({
    written: Fact.extend({ attributes: z.record(z.string(), z.unknown()) }).optional(),
    retired: z.array(Fact).max(200).default([]),
  }),
  async run({ db, now }, { written, retired }): Promise<FactEffect> {
    const fact = written && factOf(written);
    const { view, supposed } = await loadSupposed(db, now, (facts) => {
      const left = retired.length > 0 ? withoutFacts(facts, retired) : facts;
      return written && fact ? withFact(left, written.section, fact) : left;
    });
    judgeNewest(view);
    const delta = deltaBetween(assessed(view, assessAt(now)), assessed(supposed, assessAt(now)));
    return { revision: view.revision, explained: explain(delta), findings: delta.findings };
  },
});

function factOf({ section, key, attributes }: z.output<typeof Fact> & { attributes: object }): { key: string } {
  const parsed = factSchema(section).safeParse({ ...attributes, key });
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error);
  throw new DomainError('invalid-input', 'invalid-input', { count: problems.length }, problems);
}
