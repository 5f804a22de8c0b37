import type { Cluster } from '@/domain/estate/cluster';
import type { VSwitch } from '@/domain/estate/vpc';
import { groupBy, evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding } from './finding';
import { clustersRead, onCluster } from './on-cluster';
import type { StandingCheck } from './standing';

const UNREADABLE: readonly (string | undefined)[] = ['no-eni-conf', 'not-json', 'not-an-object'];

/** Terway does not start on a configuration it cannot read (F12). A cluster without one may have no Terway. */
export const eniConfigUnreadable: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const problem = cluster.terway?.eniConfigFacts?.problem;
    if (!UNREADABLE.includes(problem)) return [];
    const params = { problem: problem ?? '' };
    return [onCluster(cluster, { code: 'F12', kind: 'eni-config-unreadable', severity: 'error', params })];
  });

/** What was written past the add-on is lost when the add-on is next changed (F11). `kubectl` signs as kubectl-edit, kubectl-patch and so on. */
export const eniConfigEdited: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const byHand = cluster.terway?.eniConfigFacts?.managers.find(({ manager }) => manager.startsWith('kubectl'));
    if (!byHand || cluster.managed === false) return [];
    const params = { manager: byHand.manager, at: byHand.at ?? '' };
    return [onCluster(cluster, { code: 'F11', kind: 'eni-config-edited', severity: 'warning', params })];
  });

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

/** A daemon set of the pod network whose pods still run the old template (F13). */
export const daemonSetNotRolledOut: StandingCheck = ({ index }) =>
  clustersRead(index, 'daemon-set').flatMap((cluster): readonly Finding[] => {
    const behind = (cluster.daemonSets ?? []).filter(
      ({ name, observedNewest, updated, desired }) =>
        /terway|flannel/u.test(name) &&
        (observedNewest === false || (updated !== undefined && desired !== undefined && updated < desired)),
    );
    const first = behind[0];
    if (!first) return [];
    const params = {
      daemonSets: behind.map(({ name }) => name).join(', '),
      updated: first.updated ?? 0,
      desired: first.desired ?? 0,
    };
    return [onCluster(cluster, { code: 'F13', kind: 'daemon-set-not-rolled-out', severity: 'warning', params })];
  });

/** Cloud nodes in a zone for which Terway has no vSwitch start no pods (F15). */
export const zoneWithoutVSwitch: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const zones = cluster.terway?.eniConfig?.vswitches;
    if (!zones || evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    const cloud = new Set((cluster.nodePools ?? []).filter((pool) => pool.kind === 'cloud').map((pool) => pool.key));
    const stranded = (cluster.nodes ?? []).filter(
      ({ pool, zone }) =>
        pool !== undefined && cloud.has(pool) && zone !== undefined && (zones[zone] ?? []).length === 0,
    );
    if (stranded.length === 0) return [];
    const missing = [...new Set(stranded.map(({ zone }) => zone))].sort().join(', ');
    const params = { zones: missing, count: stranded.length };
    return [onCluster(cluster, { code: 'F15', kind: 'zone-without-v-switch', severity: 'error', params })];
  });

/** A pod vSwitch without a free address: nothing new starts in its zone once none there has any (F14). */
export const podVSwitchFull: StandingCheck = ({ index }) => {
  if (evidenceOf(index, 'v-switch').kind === 'stale') return [];
  return clustersRead(index, 'eni-config').flatMap((cluster) => {
    const byZone = groupBy(podVSwitches(index, cluster), ({ zone }) => zone);
    return [...byZone].flatMap(([zone, vSwitches]) => {
      const full = vSwitches.filter(({ vSwitch }) => vSwitch.availableAddresses === 0);
      const severity = full.length === vSwitches.length ? 'error' : 'warning';
      return full.map(({ vSwitch }): Finding => ({
        code: 'F14',
        kind: 'pod-v-switch-full',
        severity,
        owner: 'cloud',
        subject: { kind: 'v-switch', key: vSwitch.key },
        params: { vSwitch: vSwitch.key, prefix: vSwitch.prefix, zone, cluster: cluster.key },
        flows: [],
      }));
    });
  });
};

function podVSwitches(index: EstateIndex, cluster: Cluster): readonly { zone: string; vSwitch: VSwitch }[] {
  const vpc = cluster.vpc === undefined ? undefined : index.vpcs.get(cluster.vpc);
  const known = new Map((vpc?.vSwitches ?? []).map((each) => [each.key, each]));
  return Object.entries(cluster.terway?.eniConfig?.vswitches ?? {}).flatMap(([zone, keys]) =>
    keys.flatMap((key) => {
      const vSwitch = known.get(key);
      return vSwitch ? [{ zone, vSwitch }] : [];
    }),
  );
}
