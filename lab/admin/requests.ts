import { z } from 'zod';
import { AddressText, PrefixText } from '@/domain/estate/primitives';
import { RouteEntry } from '@/domain/estate/routes';

export const SetSession = z.strictObject({ peer: z.string(), state: z.enum(['up', 'down']) });

export const EditRoute = z.discriminatedUnion('edit', [
  z.strictObject({ edit: z.literal('add'), routeTable: z.string(), entry: RouteEntry }),
  z.strictObject({ edit: z.literal('delete'), routeTable: z.string(), prefix: PrefixText }),
]);

export const RestartGateway = z.strictObject({ gateway: z.string() });
/** A node's fate, or whether the controller hands out pod subnets. */
export const EditNode = z.union([
  z.strictObject({ allocator: z.enum(['on', 'off']) }),
  z.strictObject({
    cluster: z.string(),
    node: z.string().min(1).max(253),
    do: z.enum(['ready', 'not-ready', 'add', 'remove']),
    pool: z.string().optional(),
    address: AddressText.optional(),
  }),
]);

export const SetClock = z.strictObject({ scale: z.number().positive().max(10_000) });

const Ms = z.number().min(0).max(600_000).optional();
export const SetLatency = z.strictObject({
  readMs: Ms,
  writeMs: Ms,
  routeMs: Ms,
  bgpMs: Ms,
  sessionMs: Ms,
  addOnMs: Ms,
});

/** How the container service takes and ends changes of an add-on. */
export const SetAddOns = z.strictObject({
  writes: z.enum(['replace', 'merge']).optional(),
  outcome: z.enum(['success', 'fail']).optional(),
});
