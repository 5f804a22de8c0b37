import type { z } from 'zod';
import { Key } from '../primitives';
import { Permit, type SecurityGroup } from '../vpc';

/** One permit with the security group it is of: what a row says. */
export const GroupPermit = Permit.extend({ group: Key });
export type GroupPermit = z.infer<typeof GroupPermit>;

/** The permits of a VPC's groups, one after the other. A group that permits nothing has no row. */
export function permitsOfGroups(groups: readonly SecurityGroup[]): readonly GroupPermit[] {
  return groups.flatMap(({ key, permits }) => (permits ?? []).map((permit) => ({ group: key, ...permit })));
}

/** The same groups with these permits; those of which no row speaks stay as they are, new ones come last. */
export function groupsWith(groups: readonly SecurityGroup[], permits: readonly GroupPermit[]): SecurityGroup[] {
  const said = new Map<string, Permit[]>();
  for (const { group, ...permit } of permits) said.set(group, [...(said.get(group) ?? []), permit]);
  const known = new Set(groups.map(({ key }) => key));
  const added = [...said.keys()].filter((key) => !known.has(key)).map((key): SecurityGroup => ({ key }));
  return [...groups, ...added].map((group) => {
    const own = said.get(group.key);
    return own ? { ...group, permits: own } : group;
  });
}
