import { z } from 'zod';
import type { Endpoint } from '@/domain/estate/flow';
import { reach } from '@/domain/routing/answers/reach';
import { answerOf, type ReachAnswer } from '@/domain/routing/answers/reach-answer';
import { endpointOf } from '@/domain/topology/endpoint-text';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';

const End = z.string().trim().min(1).max(256);

/** The answer, or which of the two ends is nothing the estate knows. */
export type Reachability =
  | { known: true; from: Endpoint; to: Endpoint; answer: ReachAnswer; revision: string }
  | { known: false; unknownEnd: string };

/** What two ends reach of each other, both ways, split by cause; now or as it was known at a past moment. */
export const readReachability = query({
  question: 'reach.ends',
  permission: 'estate:read',
  input: z.strictObject({ from: End, to: End, at: z.iso.datetime().optional() }),
  async run({ db, now }, { at, ...asked }): Promise<Reachability> {
    const { view, census, findings } = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    const { index } = census;
    const [from, to] = [endpointOf(index, asked.from), endpointOf(index, asked.to)];
    if (!from || !to) return { known: false, unknownEnd: from ? asked.to : asked.from };
    return { known: true, from, to, answer: answerOf(view, reach(view, from, to), findings), revision: view.revision };
  },
});
