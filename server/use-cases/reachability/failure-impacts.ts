import type { EstateView } from '@/domain/estate/view';
import { FAILABLE } from '@/domain/routing/answers/fail';
import { failOneByOne, type FailureImpact } from '@/domain/routing/answers/failures';
import type { Census } from '@/domain/topology/census';
import type { JudgedEstate } from '../topology/judged-estate';
import { inTurns } from './in-turns';

/** Lives as long as the state of the estate it is about; whoever asks meanwhile waits for the same work. */
const worked = new WeakMap<Census, Promise<readonly FailureImpact[]>>();

/** Everything that can fail, failed alone; worked out once for a state of the estate, a little at a time. */
export function failureImpacts({
  view,
  census,
}: Pick<JudgedEstate, 'view' | 'census'>): Promise<readonly FailureImpact[]> {
  const known = worked.get(census);
  if (known) return known;
  const work = oneByOne(view);
  worked.set(census, work);
  work.catch(() => worked.delete(census));
  return work;
}

async function oneByOne(view: EstateView): Promise<readonly FailureImpact[]> {
  const done: FailureImpact[] = [];
  await inTurns(failOneByOne(view, FAILABLE), (impact) => done.push(impact));
  return done;
}
