import { type AddOn, addOnsOf } from '@/domain/estate/cluster';
import type { Call, Operation } from '../call';
import { invalidParameter, notFound } from '../errors';
import { ApiError } from '@/lab/alibaba/errors';
import { modifyAddOn } from '../modify-add-on';
import { schemaProblem } from '../schema';
import { clusterOf } from './clusters';

export const listClusterAddonInstances: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/addon_instances',
  read: (call) => ({
    addons: installedIn(call).map(({ name, version, state }) => ({ name, ...known(version, state) })),
  }),
};

export const getClusterAddonInstance: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/addon_instances/{InstanceName}',
  read: (call) => {
    const { name, version, state, config } = addOnOf(call, 'InstanceName');
    return {
      name,
      ...known(version, state),
      config: config === undefined ? '' : JSON.stringify(config),
      logging: { capable: false, enabled: false, log_project: '', logstore: '' },
    };
  },
};

/** What there is of an add-on for a cluster: the version that is installed, and none newer. */
export const describeAddon: Operation = {
  method: 'GET',
  path: '/addons/{AddonName}',
  read: (call) => {
    const cluster = clusterOf(call, 'cluster_id');
    const name = call.parameters.required('AddonName');
    const addOn = addOnsOf(cluster).find((each) => each.name === name);
    const version = call.parameters.text('version');
    if (!addOn || (version !== undefined && version !== addOn.version)) throw notFound('Addon');
    return {
      name: addOn.name,
      version: addOn.version ?? '',
      category: addOn === cluster.terway?.addOn ? 'network' : 'core',
      architecture: ['amd64', 'arm64'],
      managed: false,
      install_by_default: true,
      config_schema: addOn.configSchema ?? '',
      supported_actions: ['Upgrade', 'Modify'],
      newer_versions: [],
    };
  },
};

/** Accepted at once and without an answer; that it is done shows in the add-on's state and in a task. */
export const modifyClusterAddon: Operation = {
  method: 'POST',
  path: '/clusters/{ClusterId}/components/{ComponentName}/config',
  write: (call) => {
    const cluster = clusterOf(call);
    const addOn = addOnOf(call, 'ComponentName');
    const config = configIn(call.json);
    if ((addOn.state ?? 'active') !== 'active')
      throw new ApiError(400, 'ErrorClusterState', `addon ${addOn.name} is ${addOn.state}`);
    const problem = schemaProblem(addOn.configSchema, config);
    if (problem !== null) throw invalidParameter(`config does not satisfy the schema: ${problem}`);
    const { world } = call.lab;
    return world.change((state) => {
      modifyAddOn(world, state, { cluster: cluster.key, name: addOn.name, config });
      const subject = `${cluster.key}/${addOn.name}`;
      return {
        effect: world.recordEffect({ action: 'ModifyClusterAddon', subject, requestId: call.requestId }).number,
      };
    });
  },
};

function installedIn(call: Call): readonly AddOn[] {
  return addOnsOf(clusterOf(call));
}

function addOnOf(call: Call, parameter: string): AddOn {
  const name = call.parameters.required(parameter);
  const addOn = installedIn(call).find((each) => each.name === name);
  if (!addOn) throw notFound('Addon');
  return addOn;
}

const known = (version = '', state = 'active') => ({ version, state });

/** `{ "config": "<JSON of an object>" }`: JSON inside JSON. */
function configIn(json: unknown): Record<string, unknown> {
  const text = (json as { config?: unknown } | null)?.config;
  if (typeof text !== 'string') throw invalidParameter('config is not a text');
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config === 'object' && config !== null && !Array.isArray(config))
      return config as Record<string, unknown>;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw invalidParameter('config is not the JSON of an object');
}
