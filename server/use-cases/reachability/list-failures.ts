import { z } from 'zod';
import { FAILABLE, type Failed } from '@/domain/routing/answers/fail';
import type { OverLimit } from '@/domain/routing/answers/failures';
import { listFailures, type FoundFailures } from '@/domain/routing/answers/list-failures';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';
import { failureImpacts } from './failure-impacts';

/** Of each failure so many flows are named; the counts say how many there are. */
const NAMED = 20;

export type FailureRow = {
  failed: Failed;
  lost: readonly string[];
  lostCount: number;
  asymmetric: readonly string[];
  asymmetricCount: number;
  overLimit: readonly OverLimit[];
};

export type FailurePage = {
  rows: readonly FailureRow[];
  page: number;
  found: number;
  counts: FoundFailures['counts'];
  /** declared flows there are: without any, no failure stops one */
  flows: number;
};

/** What would come of each single failure, the worst first. */
export const listFailureImpacts = query({
  question: 'reach.failures',
  permission: 'estate:read',
  input: z.strictObject({
    kinds: z.array(z.enum(FAILABLE)).max(FAILABLE.length).default([]),
    text: z.string().max(200).default(''),
    onlyHit: z.boolean().default(false),
    page: z.number().int().min(1).max(100_000).default(1),
    pageSize: z.number().int().min(1).max(200).default(50),
    at: z.iso.datetime().optional(),
  }),
  async run({ db, now }, { page, pageSize, at, ...filter }): Promise<FailurePage> {
    const judged = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    const { impacts, counts } = listFailures(await failureImpacts(judged), filter);
    const shown = Math.min(page, Math.max(1, Math.ceil(impacts.length / pageSize)));
    return {
      rows: impacts.slice((shown - 1) * pageSize, shown * pageSize).map(({ failed, lost, asymmetric, overLimit }) => ({
        failed,
        lost: lost.slice(0, NAMED),
        lostCount: lost.length,
        asymmetric: asymmetric.slice(0, NAMED),
        asymmetricCount: asymmetric.length,
        overLimit: overLimit.slice(0, NAMED),
      })),
      page: shown,
      found: impacts.length,
      counts,
      flows: judged.view.estate.flows.length,
    };
  },
});
