import { z } from 'zod';
import { Key, PrefixText } from '@/domain/estate/primitives';
import { NextHop } from '@/domain/estate/routes';
import { RouterRef } from '../../effect';

const Hop = NextHop.pick({ kind: true, key: true });

/** Points a custom row at another next hop. `nextHop` names the row as it is, `newNextHop` where it is to lead. */
export const MoveRouteEntry = z.object({
  kind: z.literal('move-route-entry'),
  router: RouterRef,
  routeTable: Key,
  prefix: PrefixText,
  nextHop: Hop,
  newNextHop: Hop,
});
export type MoveRouteEntry = z.output<typeof MoveRouteEntry>;
