import { z } from 'zod';
import { permissionsOf } from '@/domain/access';
import type { EstateView } from '@/domain/estate/view';
import { withoutKeys } from '@/domain/estate/without-keys';
import { oncePer } from '@/domain/memo';
import { query } from '../command';
import { loadEstateView } from './load-estate';

/** Both ends' keys are compared by whoever proposes changes; everybody else is shown the estate without a word of them. */
const withoutKeysOf = oncePer((estate: EstateView['estate']) => withoutKeys(estate));

/** The estate and how much of it is to be believed, now or at a past moment. */
export const readEstate = query({
  permission: 'estate:read',
  input: z.strictObject({ at: z.iso.datetime().optional() }),
  async run({ db, now, actor }, { at }): Promise<EstateView> {
    const view = await loadEstateView(db, { now, ...(at ? { at: new Date(at) } : {}) });
    return permissionsOf(actor).includes('change:propose') ? view : { ...view, estate: withoutKeysOf(view.estate) };
  },
});
