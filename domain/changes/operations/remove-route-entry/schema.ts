import { z } from 'zod';
import { Key, PrefixText } from '@/domain/estate/primitives';
import { NextHop } from '@/domain/estate/routes';
import { RouterRef } from '../../effect';

/** Takes a custom row away. The next hop names which row, and is what the undo needs. */
export const RemoveRouteEntry = z.object({
  kind: z.literal('remove-route-entry'),
  router: RouterRef,
  routeTable: Key,
  prefix: PrefixText,
  nextHop: NextHop.pick({ kind: true, key: true }),
});
export type RemoveRouteEntry = z.output<typeof RemoveRouteEntry>;
