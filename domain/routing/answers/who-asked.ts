import { NoteOf } from '@/domain/memo';
import type { Grounds } from './grounds';

type Judged = { rests: readonly Grounds[] };

/** Which flows asked which router for anything, in a state or in one that it was made of. */
type Asked = { of: readonly Judged[]; byRouter: ReadonlyMap<string, ReadonlySet<number>> };

const known = new NoteOf<readonly Judged[], Asked>();

/** Beyond this part of all flows judged anew since, who asked whom is written down again. */
const MANY = 1 / 8;

/** The places of the flows that may have asked a router: all that did, and few that did not. */
export function whoAsked(judged: readonly Judged[], router: string): readonly number[] {
  const { of, byRouter } = askedIn(judged);
  const asked = byRouter.get(router);
  const since = placesThatDiffer(judged, of);
  return asked ? [...asked, ...since.filter((at) => !asked.has(at))] : since;
}

/** What is known of a state holds for one that was made of it, but for the flows that were judged anew. */
export function keepWhoAsked(judged: readonly Judged[], before: readonly Judged[]): void {
  const asked = askedIn(before);
  if (placesThatDiffer(judged, asked.of).length <= judged.length * MANY) known.set(judged, asked);
}

function placesThatDiffer(a: readonly Judged[], b: readonly Judged[]): number[] {
  const places: number[] = [];
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) places.push(at);
  return places;
}

function askedIn(judged: readonly Judged[]): Asked {
  const found = known.get(judged) ?? { of: judged, byRouter: routersAsked(judged) };
  known.set(judged, found);
  return found;
}

function routersAsked(judged: readonly Judged[]): ReadonlyMap<string, ReadonlySet<number>> {
  const byRouter = new Map<string, Set<number>>();
  judged.forEach(({ rests }, at) => {
    for (const { tables } of rests)
      for (const { device } of tables)
        byRouter.set(device.key, (byRouter.get(device.key) ?? new Set<number>()).add(at));
  });
  return byRouter;
}
