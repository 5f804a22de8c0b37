import { z } from 'zod';
import { authorise } from '@/domain/access';
import { canonicalJson } from '@/domain/canonical-json';
import { DomainError, type Problem } from '@/domain/errors';
import { newlyDangling, problemsOfFact, withFact } from '@/domain/estate/fact-references';
import { mayBeShown } from '@/domain/estate/references';
import { factSchema } from '@/domain/estate/sections';
import { problemsOf } from '@/domain/problems';
import { checkGroundJob } from '../changes/jobs';
import { command, type CommandScope } from '../command';
import type { DeclaredDiff, StoredFact } from '../estate/declared-diff';
import { loadDeclared } from '../estate/declared-facts';
import { loadEstateView } from '../estate/load-estate';
import { Fact } from './fact-input';
import { findStoredFact } from './stored-fact';
import { scopeOfDiff, writeFacts } from './write-facts';

const SaveFact = Fact.extend({
  /** the version that was edited; null: there was none, this is a new fact */
  version: z.number().int().positive().nullable(),
  attributes: z.record(z.string(), z.unknown()),
});
type SaveFact = z.output<typeof SaveFact>;

/** Writes one declared fact: new, or over exactly the version that was read. */
export const saveFact = command({
  name: 'fact.save',
  permission: 'estate:declare',
  input: SaveFact,
  async scope(tx, input) {
    return scopeOfDiff(tx, diffOf(input, await findStoredFact(tx, input), { key: input.key, ...input.attributes }));
  },
  async run(scope, input) {
    const { tx, actor } = scope;
    const stored = await findStoredFact(tx, input);
    assertVersion(input, stored);
    const attributes = await checkedAttributes(scope, input);
    const diff = diffOf(input, stored, attributes);
    // The schema may have put a site where the raw input had none.
    authorise(actor, 'estate:declare', await scopeOfDiff(tx, diff));
    if (stored && canonicalJson(stored.attributes) === canonicalJson(attributes))
      return { result: { version: stored.version }, audit: [] };
    await writeFacts(tx, scope, diff);
    const written = await findStoredFact(tx, input);
    return {
      result: { version: written?.version ?? 1 },
      audit: {
        action: stored ? 'fact.edit' : 'fact.create',
        objects: [`${input.section}:${input.key}`],
        ...(stored ? { before: stored.attributes } : {}),
        after: attributes,
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

function assertVersion({ section, key, version }: SaveFact, stored: StoredFact | null): void {
  if (version === null && stored) throw new DomainError('conflict', 'fact-exists', { section, key });
  if (version !== null && stored?.version !== version)
    throw new DomainError('conflict', stored ? 'fact-edited-meanwhile' : 'fact-retired-meanwhile', { section, key });
}

/** Shape, references and rows: everything that is wrong, at once. */
async function checkedAttributes({ tx, now }: CommandScope, input: SaveFact): Promise<{ key: string }> {
  const { section, key } = input;
  const parsed = factSchema(section).safeParse({ ...input.attributes, key });
  if (!parsed.success) throw refused(problemsOf(parsed.error));
  const [{ facts }, { estate }] = [await loadDeclared(tx), await loadEstateView(tx, { now })];
  const after = withFact(facts, section, parsed.data);
  const ref = { section, key };
  // Imported before its source was read, a fact is still edited: only what it did not name before must be there.
  const before = problemsOfFact(facts, estate, ref).filter(mayBeShown);
  const problems = problemsOfFact(after, estate, ref).filter((each) => !isAmong(before, each));
  const broken = newlyDangling(facts, after, estate)
    .filter((each) => each.section !== section || each.key !== key)
    .map((each) => ({
      path: [],
      code: 'still-named',
      params: { key: each.names, section: each.section, by: each.key },
    }));
  if (problems.length + broken.length > 0) throw refused([...problems, ...broken]);
  return parsed.data;
}

/** The same object named, wherever in the fact that is. */
function isAmong(known: readonly Problem[], problem: Problem): boolean {
  return mayBeShown(problem) && known.some(({ params }) => params?.key === problem.params?.key);
}

function refused(problems: ReturnType<typeof problemsOf>): DomainError {
  return new DomainError('invalid-input', 'invalid-input', { count: problems.length }, problems);
}

function diffOf({ section, key }: SaveFact, stored: StoredFact | null, attributes: object): DeclaredDiff {
  const after = { section, key, attributes };
  return stored
    ? { added: [], changed: [{ before: stored, after }], removed: [], unchanged: 0 }
    : { added: [after], changed: [], removed: [], unchanged: 0 };
}
