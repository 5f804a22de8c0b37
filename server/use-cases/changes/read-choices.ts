import { z } from 'zod';
import { choicesOf, rowChoicesOf, type Choices, type RowChoice } from '@/domain/changes/choices';
import { RouterRef } from '@/domain/changes/effect';
import { query } from '../command';
import { loadEstateView } from '../estate/load-estate';

/** Routers, tables, next hops and sessions that a form offers: nobody types an id. */
export const readChoices = query({
  permission: 'estate:read',
  input: z.strictObject({}),
  async run({ db, now }): Promise<Choices> {
    return choicesOf((await loadEstateView(db, { now })).estate);
  },
});

/** The rows of one router that a change may move or take away. */
export const readRowChoices = query({
  permission: 'estate:read',
  input: z.strictObject({ router: RouterRef }),
  async run({ db, now }, { router }): Promise<readonly RowChoice[]> {
    return rowChoicesOf((await loadEstateView(db, { now })).estate, router);
  },
});
