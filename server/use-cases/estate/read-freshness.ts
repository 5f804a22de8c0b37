import { z } from 'zod';
import type { EstateView } from '@/domain/estate/view';
import { query } from '../command';
import { loadEstateView } from './load-estate';

export type EstateFreshness = Pick<EstateView, 'revision' | 'parts'>;

/** How fresh the estate is, without the estate: small enough to be asked for at every reading. */
export const readFreshness = query({
  permission: 'estate:read',
  input: z.object({}),
  async run({ db, now }): Promise<EstateFreshness> {
    const { revision, parts } = await loadEstateView(db, { now });
    return { revision, parts };
  },
});
