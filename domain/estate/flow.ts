import { z } from 'zod';
import { Key, PrefixText, Title } from './primitives';

/**
 * One end of a flow. A cloud pool is its zones' pod vSwitches, an edge pool its nodes' podCIDRs (its site's block while no
 * source reads nodes), a hostNetwork pool its node addresses; a site is its host prefixes.
 */
export const Endpoint = z.union([
  z.strictObject({ pool: Key }),
  z.strictObject({ site: Key }),
  z.strictObject({ prefix: PrefixText }),
]);
export type Endpoint = z.infer<typeof Endpoint>;

/** A declared need: traffic opened at `from` reaches `to`. `mustHold` makes it a guard of every change that touches it. */
export const Flow = z.object({
  key: Key,
  title: Title.optional(),
  from: Endpoint,
  to: Endpoint,
  mustHold: z.boolean().default(false),
});
export type Flow = z.infer<typeof Flow>;
