import { z } from 'zod';
import { PrefixText } from '@/domain/estate/primitives';
import { RouteEntry } from '@/domain/estate/routes';

const When = z.enum(['before', 'after']).default('before');

/** One way for a call to go wrong. `when` says on which side of the effect. */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number().min(0) }),
  z.object({
    kind: z.literal('throttle'),
    status: z.number().int().default(400),
    code: z.string().default('Throttling.User'),
    retryAfterMs: z.number().int().min(0).optional(),
  }),
  z.object({
    kind: z.literal('error'),
    status: z.number().int().min(400).max(599).default(500),
    code: z.string().default('InternalError'),
    message: z.string().optional(),
    when: When,
  }),
  /** the effect happens, the connection breaks before the answer */
  z.object({ kind: z.literal('lost-response') }),
  /** the connection breaks before anything happens */
  z.object({ kind: z.literal('reset') }),
  /** a proxy in between answers in HTML */
  z.object({ kind: z.literal('html'), status: z.number().int().default(502), when: When }),
  /** no answer, and the connection stays open */
  z.object({ kind: z.literal('stall'), when: When }),
  /** a list loses the second half of its rows and says nothing of it */
  z.object({ kind: z.literal('half-page') }),
  /** a later page repeats the rows of the page before it */
  z.object({ kind: z.literal('duplicate-page') }),
  /** numbers for ASNs, empty wrappers left out, times without their Z */
  z.object({ kind: z.literal('loose-types') }),
  /** the key has no permission for the operation */
  z.object({ kind: z.literal('deny') }),
]);
export type Fault = z.infer<typeof Fault>;

/** Which calls go wrong: of one operation or all, with these parameters, the first few spared, so many times, so often. */
export const FaultRule = z.object({
  action: z.string().optional(),
  match: z.record(z.string(), z.string()).default({}),
  skip: z.number().int().min(0).default(0),
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
  fault: Fault,
});
export type FaultRule = z.infer<typeof FaultRule>;

/** Something that befalls the world from outside. */
export const Mishap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), peer: z.string(), state: z.enum(['up', 'down']) }),
  z.object({ kind: z.literal('add-route'), routeTable: z.string(), entry: RouteEntry }),
  z.object({ kind: z.literal('delete-route'), routeTable: z.string(), prefix: PrefixText }),
]);
export type Mishap = z.infer<typeof Mishap>;

/** After the `after`th effect of an operation (counted from when the hook was set), once. */
export const Hook = z.object({
  action: z.string(),
  match: z.record(z.string(), z.string()).default({}),
  after: z.number().int().min(1).default(1),
  then: Mishap,
});
export type Hook = z.infer<typeof Hook>;

/** What is asked for at once. `callsPerMinute` is the budget of each operation; null lifts it. */
export const FaultPlanInput = z.strictObject({
  seed: z.number().int().optional(),
  rules: z.array(FaultRule).default([]),
  hooks: z.array(Hook).default([]),
  callsPerMinute: z.number().int().min(1).nullable().optional(),
});
export type FaultPlanInput = z.input<typeof FaultPlanInput>;
