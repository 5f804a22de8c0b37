import { z } from 'zod';
import type { EstateView } from '@/domain/estate/view';
import { query } from '../command';
import { loadEstateView } from './load-estate';

/** The estate and how much of it is to be believed, now or at a past moment. */
export const readEstate = query({
  permission: 'estate:read',
  input: z.strictObject({ at: z.iso.datetime().optional() }),
  run: ({ db, now }, { at }): Promise<EstateView> => loadEstateView(db, { now, ...(at ? { at: new Date(at) } : {}) }),
});
