import { z } from 'zod';
import type { Flow } from '@/domain/estate/flow';
import type { VerdictKind } from '@/domain/routing/verdict';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';

/** So many are offered; the rest is found by its ends. */
const OFFERED = 100;

const ORDER = { unreachable: 0, unknown: 1, reachable: 2 } as const satisfies Record<VerdictKind, number>;

export type JudgedFlow = Pick<Flow, 'key' | 'from' | 'to' | 'mustHold'> & { kind: VerdictKind };

/** The declared flows and what becomes of them, the broken ones first. */
export const listFlows = query({
  question: 'reach.flows',
  permission: 'estate:read',
  input: z.strictObject({ at: z.iso.datetime().optional() }),
  async run({ db, now }, { at }): Promise<readonly JudgedFlow[]> {
    const { view, verdicts } = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    const kinds = new Map(verdicts.map((each) => [each.flow, each.kind]));
    return view.estate.flows
      .map(({ key, from, to, mustHold }) => ({ key, from, to, mustHold, kind: kinds.get(key) ?? ('unknown' as const) }))
      .sort((a, b) => ORDER[a.kind] - ORDER[b.kind])
      .slice(0, OFFERED);
  },
});
