import type { Call, WireParameters } from '../alibaba/call';
import { createCall, type Route } from '../alibaba/client';
import type { AckSource } from '../types';
import { sealBody } from './secrets';

/** Reads of the container service by their paths; names in braces are parameters that go into the path. */
const PATHS: Readonly<Record<string, string>> = {
  DescribeClustersV1: '/api/v1/clusters',
  DescribeClusterDetail: '/clusters/{ClusterId}',
  DescribeClusterNodePools: '/clusters/{ClusterId}/nodepools',
  DescribeClusterNodePoolDetail: '/clusters/{ClusterId}/nodepools/{NodepoolId}',
  DescribeClusterNodes: '/clusters/{ClusterId}/nodes',
  DescribeClusterTasks: '/clusters/{ClusterId}/tasks',
  ListClusterAddonInstances: '/clusters/{ClusterId}/addon_instances',
  GetClusterAddonInstance: '/clusters/{ClusterId}/addon_instances/{InstanceName}',
  DescribeAddon: '/addons/{AddonName}',
  DescribeClusterUserKubeconfig: '/k8s/{ClusterId}/user_config',
};

/** Calls of the container service (2015-12-15): ROA, ids in the path, the rest in the query. */
export function createAckCall(source: AckSource): Call {
  return createCall(source, {
    version: '2015-12-15',
    load: () => import('@alicloud/cs20151215'),
    route: routeOf,
    seal: sealBody,
  });
}

function routeOf(action: string, parameters: WireParameters): Route {
  const template = PATHS[action];
  if (template === undefined) throw new TypeError(`${action} has no path`);
  const query = { ...parameters };
  const pathname = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = query[name];
    delete query[name];
    return encoded(String(value));
  });
  return { style: 'ROA', method: 'GET', pathname, query };
}

/** RFC 3986, as the signature spells it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
