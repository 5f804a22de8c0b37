import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { dependentsOf, type Dependent } from '@/domain/estate/fact-references';
import { checkGroundJob } from '../changes/jobs';
import { command, query } from '../command';
import { loadDeclared } from '../estate/declared-facts';
import { loadEstateView } from '../estate/load-estate';
import type { StoredFact } from '../estate/declared-diff';
import type { Tx } from '@/server/db/client';
import { Fact } from './fact-input';
import { findStoredFact } from './stored-fact';
import { scopeOfDiff, writeFacts } from './write-facts';

/** What names a fact, directly or through what would go with it: shown before anything is retired. */
export const listDependents = query({
  permission: 'estate:read',
  input: z.strictObject({ facts: z.array(Fact).min(1).max(200) }),
  async run({ db, now }, { facts: refs }): Promise<readonly Dependent[]> {
    const [{ facts }, { estate }] = [await loadDeclared(db), await loadEstateView(db, { now })];
    return dependentsOf(facts, estate, refs);
  },
});

const Retired = Fact.extend({ version: z.number().int().positive() });
const RetireFacts = z.strictObject({ facts: z.array(Retired).min(1).max(200) });

/** Ends facts together. Refused while a fact that stays names one that goes. */
export const retireFacts = command({
  name: 'fact.retire',
  permission: 'estate:declare',
  input: RetireFacts,
  scope: async (tx, input) => scopeOfDiff(tx, goneOf(await storedOf(tx, input))),
  async run(scope, input) {
    const { tx, now } = scope;
    const stored = await storedOf(tx, input);
    for (const { section, key, version } of input.facts) {
      const fact = stored.find((each) => each.section === section && each.key === key);
      if (!fact) throw new DomainError('conflict', 'fact-retired-meanwhile', { section, key });
      if (fact.version !== version) throw new DomainError('conflict', 'fact-edited-meanwhile', { section, key });
    }
    const [{ facts }, { estate }] = [await loadDeclared(tx), await loadEstateView(tx, { now })];
    const left = dependentsOf(facts, estate, input.facts);
    if (left.length > 0) throw stillNamed(left);
    await writeFacts(tx, scope, goneOf(stored));
    return {
      result: { retired: stored.length },
      audit: {
        action: 'fact.retire',
        objects: stored.map(({ section, key }) => `${section}:${key}`),
        before: stored.map(({ section, key, attributes }) => ({ section, key, attributes })),
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

async function storedOf(tx: Tx, { facts }: z.output<typeof RetireFacts>): Promise<StoredFact[]> {
  const found = await Promise.all(facts.map((fact) => findStoredFact(tx, fact)));
  return found.filter((fact) => fact !== null);
}

function goneOf(removed: readonly StoredFact[]) {
  return { added: [], changed: [], removed, unchanged: 0 };
}

function stillNamed(left: readonly Dependent[]): DomainError {
  const problems = left.map(({ section, key, names }) => ({
    path: [],
    code: 'still-named',
    params: { key: names, section, by: key },
  }));
  return new DomainError('precondition-failed', 'fact-still-named', { count: left.length }, problems);
}
