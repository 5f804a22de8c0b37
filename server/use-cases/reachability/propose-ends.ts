import { z } from 'zod';
import { proposeEnds, type ProposedEnd } from '@/domain/search/ends';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';

/** So many are proposed while somebody types. */
const PROPOSED = 10;

/** Ends of a path that somebody may mean; without a word yet, the sites and pools there are. */
export const proposePathEnds = query({
  question: 'reach.propose',
  permission: 'estate:read',
  input: z.strictObject({ text: z.string().max(256), at: z.iso.datetime().optional() }),
  async run({ db, now }, { text, at }): Promise<readonly ProposedEnd[]> {
    const { census } = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    return proposeEnds(census.index, text, PROPOSED);
  },
});
