import { z } from 'zod';

/**
 * The members of Kubernetes objects that are used (core/v1, apps/v1 as of 1.36). An object without a name is refused; any
 * other member that is odd counts as left out.
 */

/** RFC 1123 subdomain: what the API server takes for a name. Anything else was not written by one. */
const Name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);

function odd<S extends z.ZodType>(schema: S) {
  return schema.optional().catch(undefined);
}

/** One line of plain text. */
export function plain(longest: number) {
  return z.string().regex(new RegExp(`^[\\x21-\\x7e](?:[\\x20-\\x7e]{0,${longest - 2}}[\\x21-\\x7e])?$`));
}

const Count = odd(z.number().int().min(0));
/** Annotations are anybody's: the few that are used are picked by name and judged one by one. */
const Texts = odd(z.record(z.string(), z.unknown()));

export const Meta = z.object({
  name: Name,
  namespace: odd(Name),
  resourceVersion: odd(plain(64)),
  generation: Count,
  labels: Texts,
  annotations: Texts,
  managedFields: odd(z.array(z.unknown())),
});

/** A time of the API (metav1.Time, whole seconds) as the client read it, or as text in an event of a watch. */
const Time = z
  .union([z.date(), plain(40).transform((text) => new Date(text))])
  .pipe(z.date())
  .transform((time) => time.toISOString().replace('.000Z', 'Z'));

export const ManagedFields = z.object({ manager: plain(256), operation: odd(plain(32)), time: odd(Time) });

export const NodeRow = z.object({
  metadata: Meta,
  spec: odd(
    z.object({
      podCIDR: z.unknown().optional(),
      podCIDRs: z.unknown().optional(),
      unschedulable: odd(z.boolean()),
    }),
  ),
  status: odd(
    z.object({
      addresses: odd(z.array(z.unknown())),
      conditions: odd(z.array(z.unknown())),
      nodeInfo: odd(z.object({ kubeletVersion: odd(plain(64)) })),
    }),
  ),
});

export const NodeAddress = z.object({ type: z.string(), address: z.string().max(64) });
export const Condition = z.object({ type: z.string(), status: z.string() });

export const ConfigMap = z.object({
  metadata: Meta,
  data: odd(z.record(z.string(), z.unknown())),
});

export const DaemonSetRow = z.object({
  metadata: Meta,
  spec: odd(
    z.object({
      template: odd(z.object({ spec: odd(z.object({ containers: odd(z.array(z.unknown())) })) })),
    }),
  ),
  status: odd(
    z.object({
      observedGeneration: Count,
      desiredNumberScheduled: Count,
      updatedNumberScheduled: Count,
      numberReady: Count,
      numberAvailable: Count,
    }),
  ),
});

export const Container = z.object({
  image: plain(512),
  args: odd(z.array(z.string())),
  command: odd(z.array(z.string())),
});
