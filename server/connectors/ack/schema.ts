import { z } from 'zod';
import { address, flag, id, integer, optionalId, prefix, status, text } from '../alibaba/wire-values';

/**
 * Rows of the container service, only the fields that are used, by their wire names (ACK API reference 2015-12-15). A row
 * without its id, or with a range that is none, is refused; anything else that is odd becomes unknown.
 */

const anything = z.unknown().optional();

/** One range, or with a dual stack one of each family, in one text. */
const prefixes = anything.transform((value, context) => {
  const texts = typeof value === 'string' ? value.split(',').map((each) => each.trim()) : [];
  return texts
    .filter((each) => each !== '')
    .map((each) => {
      const parsed = prefix.safeParse(each);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: 'not-a-prefix' });
      return z.NEVER;
    });
});

/** A plain list; whatever is no id in it is left out. */
const ids = anything.transform((value) =>
  Array.isArray(value) ? value.map((each) => optionalId.parse(each)).filter((each) => each !== undefined) : undefined,
);

const addresses = anything.transform((value) =>
  (Array.isArray(value) ? value : [value]).map((each) => address.parse(each)).filter((each) => each !== undefined),
);

/** A member that is an object, or nothing that is known. */
function part<S extends z.ZodRawShape>(shape: S) {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return anything.transform((value) => (isObject(value) ? value : {})).pipe(z.object(shape));
}

export const ClusterRow = z.object({
  cluster_id: id,
  name: text,
  region_id: text,
  cluster_type: status,
  profile: text,
  state: status,
  current_version: text,
  init_version: text,
  vpc_id: optionalId,
  security_group_id: optionalId,
  container_cidr: prefixes,
  service_cidr: prefixes,
  node_cidr_mask: integer,
});

export const NodePoolRow = z.object({
  nodepool_info: z.object({ nodepool_id: id, name: text, type: status }),
  status: part({ state: status, total_nodes: integer }),
  scaling_group: part({ vswitch_ids: ids }),
  interconnect_mode: status,
  host_network: flag,
  intranet: flag,
});

export const NodeRow = z.object({
  node_name: optionalId,
  instance_id: optionalId,
  nodepool_id: optionalId,
  ip_address: addresses,
  state: status,
});

export const AddOnRow = z.object({
  name: id,
  version: text,
  state: status,
  config: z.record(z.string(), z.unknown()).optional(),
  config_schema: z.string().optional(),
});

export const TaskRow = z.object({ task_id: id, task_type: text, state: status, created: text, updated: text });
