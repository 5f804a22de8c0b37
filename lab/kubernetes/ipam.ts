import type { Cluster } from '@/domain/estate/cluster';
import { firstBits, lastBits, type Prefix, prefixFamily, prefixFromParts, prefixLength } from '@/domain/net/prefix';

/** What kube-controller-manager takes where nobody says otherwise. */
const DEFAULT_MASK = 24;

/** The next free pod subnet of a cluster, upwards from the start of its range; null: none is left. */
export function nextPodCidr(cluster: Cluster): Prefix | null {
  if (cluster.edgePodCidr === undefined) return null;
  const mask = cluster.nodeMask ?? DEFAULT_MASK;
  const family = prefixFamily(cluster.edgePodCidr);
  if (family !== 4 || mask < prefixLength(cluster.edgePodCidr)) return null;
  const taken = (cluster.nodes ?? []).flatMap(({ podCidr }) =>
    podCidr === undefined ? [] : [[firstBits(podCidr), lastBits(podCidr)] as const],
  );
  taken.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const size = 1n << BigInt(32 - mask);
  let next = firstBits(cluster.edgePodCidr);
  for (const [first, last] of taken) {
    if (last < next) continue;
    if (first >= next + size) break;
    // On to the first boundary behind what is taken.
    next = ((last + size) / size) * size;
  }
  return next + size - 1n <= lastBits(cluster.edgePodCidr) ? prefixFromParts(family, next, mask) : null;
}
