import fc from 'fast-check';
import { expect } from 'vitest';
import type { ObservedResource } from '@/domain/estate/resource';
import type { FaultPlanInput } from '@/lab/faults/fault';
import type { RunningLab } from '@/lab/testing';
import type { Coverage, Observation } from '../types';

type Rule = NonNullable<FaultPlanInput['rules']>[number];
type FaultKind = Rule['fault']['kind'];

type Struck = {
  lab: RunningLab;
  observe: () => Promise<Observation>;
  /** what may go wrong, in any mixture; some need more than their name */
  faults: readonly (FaultKind | Rule['fault'])[];
  /** what an observation says of one part, in an order that does not depend on how it was read */
  partOf: (resources: readonly ObservedResource[], part: Coverage) => readonly ObservedResource[];
  /** so many parts there always are, read or not; left out where a failure hides which parts there would be */
  parts?: number;
  /** of a part that failed nothing is handed on, not even what did come */
  whole?: boolean;
  /** a call fails with a probability of at most this */
  most?: number;
  runs?: number;
};

/**
 * Whatever goes wrong while a source is read, what is said to be covered is what an undisturbed reading says: a part is whole or
 * it is a failure, never both, and nothing is taken for something that could not be understood.
 */
export async function expectCoveredIsTrue({
  lab,
  observe,
  faults,
  partOf,
  parts,
  whole,
  most = 0.5,
  runs = 40,
}: Struck) {
  const truth = await observe();
  const seen = { believed: 0, doubted: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.subarray([...faults], { minLength: 1 }),
      fc.double({ min: 0.05, max: most, noNaN: true }),
      async (seed, chosen, probability) => {
        const rules = chosen.map((each) => ({ probability, fault: asFault(each) }));
        lab.lab.faults.clear();
        lab.lab.faults.add({ seed, rules });
        const { covered, failures, resources, skipped } = await observe();
        for (const part of covered) expect(partOf(resources, part)).toEqual(partOf(truth.resources, part));
        const failed = new Set(failures.map(nameOf));
        expect(covered.map(nameOf).filter((each) => failed.has(each))).toEqual([]);
        if (whole) for (const part of failures) expect(partOf(resources, part)).toEqual([]);
        expect(covered.length + failures.length).toBeGreaterThan(0);
        if (parts !== undefined) expect(covered.length + failures.length).toBe(parts);
        expect(skipped).toEqual([]);
        seen.believed += covered.length;
        seen.doubted += failures.length;
      },
    ),
    { numRuns: runs },
  );
  // A property over nothing holds for nothing.
  expect(Math.min(seen.believed, seen.doubted)).toBeGreaterThan(0);
}

function asFault(fault: Struck['faults'][number]): Rule['fault'] {
  return typeof fault === 'string' ? ({ kind: fault } as Rule['fault']) : fault;
}

function nameOf({ kind, within }: { kind: string; within?: string | undefined }): string {
  return `${kind} ${within ?? ''}`;
}
