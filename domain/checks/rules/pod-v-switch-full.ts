import type { Cluster } from '@/domain/estate/cluster';
import type { VSwitch } from '@/domain/estate/vpc';
import { groupBy, evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { clustersRead } from '../on-cluster';
import type { StandingCheck } from '../standing';

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
