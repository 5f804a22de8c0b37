import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** Terway takes ten security groups, and an interface of the cloud five unless that was raised (V13). */
const SECURITY_GROUPS = { taken: 10, usual: 5 };

/** More security groups than the network interfaces of pods take (V13). */
export const eniConfigSecurityGroups: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const { security_group: one, security_groups: list } = cluster.terway?.eniConfig ?? {};
    const count = new Set([one, ...(Array.isArray(list) ? (list as unknown[]) : [])].filter(isText)).size;
    if (count <= SECURITY_GROUPS.usual) return [];
    const severity = count > SECURITY_GROUPS.taken ? 'error' : 'warning';
    const params = { count, limit: severity === 'error' ? SECURITY_GROUPS.taken : SECURITY_GROUPS.usual };
    return [onCluster(cluster, { code: 'V13', kind: 'eni-config-security-groups', severity, params })];
  });

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
