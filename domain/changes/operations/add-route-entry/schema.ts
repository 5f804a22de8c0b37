import { z } from 'zod';
import { Key, PrefixText } from '@/domain/estate/primitives';
import { NextHop } from '@/domain/estate/routes';
import { RouterRef } from '../../effect';

/** A new custom row in the table of a VBR or VPC. */
export const AddRouteEntry = z.object({
  kind: z.literal('add-route-entry'),
  router: RouterRef,
  routeTable: Key,
  prefix: PrefixText,
  nextHop: NextHop.pick({ kind: true, key: true }),
});
export type AddRouteEntry = z.output<typeof AddRouteEntry>;
