import { z } from 'zod';
import { announceAdvice, announceAdviceOf, type AnnounceAdvice } from '@/domain/announcing/advice';
import { Key } from '@/domain/estate/primitives';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';

/** What is to be announced over the sessions of a VBR, or over those of a gateway with VBRs. Of what nobody knows there is none. */
export const readAnnouncements = query({
  question: 'reach.announce',
  permission: 'estate:read',
  input: z.strictObject({ kind: z.enum(['vbr', 'gateway']), key: Key }),
  async run({ db, now }, { kind, key }): Promise<readonly AnnounceAdvice[]> {
    const { index } = (await loadJudgedEstate(db, { now })).census;
    const vbr = kind === 'vbr' ? index.vbrs.get(key) : undefined;
    const gateway = kind === 'gateway' ? index.gateways.get(key) : undefined;
    if (vbr) return announceAdvice(index, vbr);
    return gateway ? announceAdviceOf(index, gateway) : [];
  },
});
