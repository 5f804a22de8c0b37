import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** Pools of addresses that are to hold more than they may: at least, or when a node is new (V13). */
export const eniConfigPoolSizes: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const { min_pool_size: least, max_pool_size: most, ip_warm_up_size: warm } = cluster.terway?.eniConfig ?? {};
    const isAbove = (size: unknown): size is number =>
      typeof size === 'number' && typeof most === 'number' && size > most;
    const found: Pick<Finding, 'kind' | 'params'>[] = [
      ...(isAbove(least) ? [{ kind: 'eni-config-pool-sizes', params: { least, most: Number(most) } } as const] : []),
      ...(isAbove(warm) ? [{ kind: 'eni-config-warm-up', params: { warm, most: Number(most) } } as const] : []),
    ];
    return found.map((each) => onCluster(cluster, { code: 'V13', severity: 'warning', ...each }));
  });
