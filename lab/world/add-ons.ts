import { type AddOn, addOnsOf, type Cluster } from '@/domain/estate/cluster';
import { without } from '@/domain/estate/projection';
import type { WorldState } from './state';

type SettingType = 'object' | 'text' | 'number' | 'flag';
type Settings = Record<string, unknown>;

/** Which settings of the add-on become which members of kube-system/eni-config, and of what type. */
const MAPPED: Readonly<Record<string, readonly [member: string, type: SettingType]>> = {
  PodVswitchId: ['vswitches', 'object'],
  SecurityGroupId: ['security_group', 'text'],
  MaxPoolSize: ['max_pool_size', 'number'],
  MinPoolSize: ['min_pool_size', 'number'],
  ENITrunking: ['enable_eni_trunking', 'flag'],
};

/**
 * The update has come to its end. The service writes kube-system/eni-config anew from what it knows, so that whatever somebody
 * wrote there by hand is gone. An update that is set to fail leaves the old content.
 */
export function settleAddOn(state: WorldState, key: string, name: string): void {
  const { cluster, addOn } = installedAddOn(state, key, name) ?? {};
  if (!cluster || !addOn) return;
  const succeeds = state.ack.addOnOutcome === 'success';
  addOn.state = 'active';
  cluster.tasks = cluster.tasks?.map((task) =>
    task.state === 'running' && task.type === 'addon_modify' ? { ...task, state: succeeds ? 'success' : 'fail' } : task,
  );
  if (succeeds && cluster.terway?.addOn === addOn && cluster.terway.eniConfig)
    overwriteEniConfig(state, cluster, addOn.config ?? {});
}

function overwriteEniConfig(state: WorldState, cluster: Cluster, config: Settings): void {
  const { terway } = cluster;
  if (!terway) return;
  terway.eniConfig = { ...(state.ack.eniConfigs[cluster.key] ?? terway.eniConfig), ...rendered(config) };
  state.ack.eniConfigs[cluster.key] = terway.eniConfig;
  const { eniConfigFacts: facts } = terway;
  if (!facts) return;
  const version = facts.resourceVersion === undefined ? {} : { resourceVersion: next(facts.resourceVersion) };
  terway.eniConfigFacts = { ...without(facts, ['problem']), ...version };
}

/** Only settings of the type that belongs there: without a schema anything may have been sent. */
function rendered(config: Settings): Settings {
  const members = Object.entries(MAPPED).flatMap(([setting, [member, type]]) => {
    const value = valueOf(config[setting], type);
    return value === undefined ? [] : [[member, value] as const];
  });
  return Object.fromEntries(members);
}

function valueOf(value: unknown, type: SettingType): unknown {
  switch (type) {
    case 'object':
      return isZones(value) ? value : undefined;
    case 'text':
      return typeof value === 'string' && value !== '' ? value : undefined;
    case 'number':
      return (typeof value === 'number' || typeof value === 'string') && /^\d{1,9}$/.test(String(value))
        ? Number(value)
        : undefined;
    case 'flag':
      return value === 'true' || value === true ? true : value === 'false' || value === false ? false : undefined;
  }
}

function isZones(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const lists: unknown[] = Object.values(value);
  return lists.every((list) => Array.isArray(list) && list.every((each) => typeof each === 'string' && each !== ''));
}

/** A cluster and the add-on of that name, if it has it. */
export function installedAddOn(
  state: WorldState,
  key: string,
  name: string,
): { cluster: Cluster; addOn: AddOn } | undefined {
  const cluster = state.estate.clusters.find((each) => each.key === key);
  const addOn = cluster && addOnsOf(cluster).find((each) => each.name === name);
  return cluster && addOn ? { cluster, addOn } : undefined;
}

function next(resourceVersion: string): string {
  return /^\d+$/.test(resourceVersion) ? String(BigInt(resourceVersion) + 1n) : resourceVersion;
}
