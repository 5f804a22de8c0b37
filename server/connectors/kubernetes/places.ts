import type { V1ConfigMap } from '@kubernetes/client-node';
import type { Client } from './client';
import type { Bounds } from './transport';

/** What a list may be asked, and a watch, which is the same call with `watch`. */
export type ListQuery = {
  limit?: number;
  _continue?: string;
  watch?: boolean;
  allowWatchBookmarks?: boolean;
  resourceVersion?: string;
  timeoutSeconds?: number;
};

/** One list of the API. */
export type Place = {
  name: string;
  list(client: Client, query: ListQuery, bounds: Bounds): Promise<{ items: unknown; metadata?: unknown }>;
};

export const NODES: Place = {
  name: 'nodes',
  list: ({ core }, query, bounds) => core.listNode(query, bounds),
};

/**
 * Everything but nodes lies in two namespaces, so that rights can be given for those alone: ACK keeps Flannel in kube-system,
 * upstream has a namespace of its own.
 */
export const NETWORK_NAMESPACES = ['kube-system', 'kube-flannel'] as const;

export function daemonSetsIn(namespace: string): Place {
  return {
    name: `daemon sets of ${namespace}`,
    list: ({ apps }, query, bounds) => apps.listNamespacedDaemonSet({ ...query, namespace }, bounds),
  };
}

/** A ConfigMap by name. */
export type ConfigMapPlace = { namespace: string; name: string };

/** A ConfigMap's name has no underscore (RFC 1123), whatever the documentation of the add-on calls it. */
export const ENI_CONFIG: ConfigMapPlace = { namespace: 'kube-system', name: 'eni-config' };

export const FLANNEL_CONFIGS: readonly ConfigMapPlace[] = NETWORK_NAMESPACES.map((namespace) => ({
  namespace,
  name: 'kube-flannel-cfg',
}));

export function readConfigMap({ core }: Client, place: ConfigMapPlace, bounds: Bounds): Promise<V1ConfigMap> {
  return core.readNamespacedConfigMap(place, bounds);
}

/** The list that holds one ConfigMap only, because a single object cannot be watched. */
export function listOf({ namespace, name }: ConfigMapPlace): Place {
  const fieldSelector = `metadata.name=${name}`;
  return {
    name: `${namespace}/${name}`,
    list: ({ core }, query, bounds) => core.listNamespacedConfigMap({ ...query, namespace, fieldSelector }, bounds),
  };
}
