import { z } from 'zod';
import { may } from '@/domain/access';
import { RouterRef } from '@/domain/changes/effect';
import { query } from '../command';
import { findPlaces } from './scope';

/** The routers a person may write changes for: all there are, or those that grants within sites and sources cover. */
export type Reach = { everywhere: boolean; routers: readonly RouterRef[] };

export const readReach = query({
  permission: 'change:read',
  input: z.object({}),
  async run({ db, actor }): Promise<Reach> {
    if (may(actor, 'change:propose')) return { everywhere: true, routers: [] };
    const rows = await db.resourceVersion.findMany({
      where: { validTo: null, kind: { in: RouterRef.shape.kind.options } },
      select: { kind: true, key: true },
      distinct: ['kind', 'key'],
      orderBy: [{ kind: 'asc' }, { key: 'asc' }],
    });
    const routers = rows.map((row) => RouterRef.parse(row));
    const placeOf = await findPlaces(db, routers);
    return {
      everywhere: false,
      routers: routers.filter((router) => may(actor, 'change:propose', [placeOf(router)])),
    };
  },
});
