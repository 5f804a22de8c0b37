import type { SceneNode } from './scene';
import type { TopologyAddress } from './use-topology-address';

/** When what is chosen is looked at; null: now. What has gone since is looked at when it was last there. */
export function momentOf(
  { difference }: Pick<SceneNode, 'difference'>,
  { at, since }: Pick<TopologyAddress, 'at' | 'since'>,
): Date | null {
  return difference === 'removed' && since ? since : at;
}
