import { z } from 'zod';
import { DomainError, type Problem } from '@/domain/errors';
import { DeclaredFacts } from '@/domain/estate/declared';
import { type Dependent, newlyDangling, withFact } from '@/domain/estate/fact-references';
import { withKept } from '@/domain/estate/keep-fields';
import { FACT_SECTIONS, type FactSection, factSchema } from '@/domain/estate/sections';
import { problemsOf } from '@/domain/problems';
import type { Tx } from '@/server/db/client';
import type { Fact, StoredFact } from './declared-diff';
import { loadDeclared } from './declared-facts';
import { loadEstateView } from './load-estate';

/** Fields of facts that stay as they are declared, whatever a file says of them. */
export const KeptFields = z
  .array(
    z.strictObject({
      section: z.enum(FACT_SECTIONS),
      key: z.string().min(1).max(256),
      fields: z.array(z.string().min(1).max(64)).min(1).max(64),
    }),
  )
  .max(5_000);
export type KeptFields = z.output<typeof KeptFields>;

type Wanted = {
  wanted: readonly Fact[];
  stored: readonly StoredFact[];
  keep: KeptFields;
  mode: 'merge' | 'replace';
};

/**
 * The facts of a file with what is to stay as it is declared. What comes of it must be a fact still, and name nothing that the
 * rest of the file takes away.
 * @throws DomainError `invalid-input` with every problem at once
 */
export async function withKeptFields(
  { tx, now }: { tx: Tx; now: Date },
  { wanted, stored, keep, mode }: Wanted,
): Promise<readonly Fact[]> {
  if (keep.length === 0) return wanted;
  const nameOf = ({ section, key }: { section: string; key: string }) => `${section} ${key}`;
  const known = new Map(stored.map((fact) => [nameOf(fact), fact]));
  const kept = new Map(keep.map((each) => [nameOf(each), each.fields]));
  const problems: Problem[] = [];
  const facts = wanted.map((fact): Fact => {
    const [before, fields] = [known.get(nameOf(fact)), kept.get(nameOf(fact))];
    if (!before || !fields) return fact;
    const parsed = factSchema(fact.section as FactSection).safeParse(
      withKept(fact.attributes, before.attributes, fields),
    );
    if (parsed.success) return { ...fact, attributes: parsed.data };
    problems.push(
      ...problemsOf(parsed.error).map((each) => ({ ...each, path: [fact.section, fact.key, ...each.path] })),
    );
    return fact;
  });
  if (problems.length === 0) problems.push(...(await leftDangling({ tx, now }, { wanted, facts, mode })));
  if (problems.length > 0)
    throw new DomainError('invalid-input', 'invalid-input', { count: problems.length }, problems);
  return facts;
}

async function leftDangling(
  { tx, now }: { tx: Tx; now: Date },
  { wanted, facts, mode }: { wanted: readonly Fact[]; facts: readonly Fact[]; mode: Wanted['mode'] },
): Promise<Problem[]> {
  const [{ facts: before }, { estate }] = [await loadDeclared(tx), await loadEstateView(tx, { now })];
  const danglingWith = (written: readonly Fact[]) => {
    const after = written.reduce<DeclaredFacts>(
      (so, { section, attributes }) => (isSection(section) ? withFact(so, section, attributes as { key: string }) : so),
      mode === 'replace' ? DeclaredFacts.parse({}) : before,
    );
    return newlyDangling(before, after, estate);
  };
  // What the file itself names without anybody showing it yet was let pass when it was read.
  const nameOf = ({ section, key, names }: Dependent) => [section, key, names].join(' ');
  const letPass = new Set(danglingWith(wanted).map(nameOf));
  return danglingWith(facts)
    .filter((each) => !letPass.has(nameOf(each)))
    .map(({ section, key, names }) => ({
      path: [section, key],
      code: 'still-named',
      params: { key: names, section, by: key },
    }));
}

function isSection(section: string): section is FactSection {
  return (FACT_SECTIONS as readonly string[]).includes(section);
}
