import { setImmediate } from 'node:timers/promises';
import { FAILABLE } from '@/domain/routing/fail';
import { failOneByOne, type FailureImpact } from '@/domain/routing/failures';
import type { Census } from '@/domain/topology/census';
import type { JudgedEstate } from '../topology/judged-estate';

/** So long others wait at most while failures are tried, ms. */
const TURN_MS = 25;

/** Lives as long as the state of the estate it is about; whoever asks meanwhile waits for the same work. */
const worked = new WeakMap<Census, Promise<readonly FailureImpact[]>>();

/** Everything that can fail, failed alone; worked out once for a state of the estate, a little at a time. */
export function failureImpacts({
  view,
  census,
}: Pick<JudgedEstate, 'view' | 'census'>): Promise<readonly FailureImpact[]> {
  const known = worked.get(census);
  if (known) return known;
  const work = inTurns(failOneByOne(view, FAILABLE));
  worked.set(census, work);
  work.catch(() => worked.delete(census));
  return work;
}

async function inTurns<T>(steps: Iterable<T>): Promise<readonly T[]> {
  const done: T[] = [];
  let began = performance.now();
  for (const step of steps) {
    done.push(step);
    if (performance.now() - began < TURN_MS) continue;
    await setImmediate();
    began = performance.now();
  }
  return done;
}
