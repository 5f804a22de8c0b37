/** Where the API has what is read. Everything but nodes lies in two namespaces, so that rights can be given for those alone. */
export const NODES = '/api/v1/nodes';

/** ACK keeps Flannel in kube-system; upstream has a namespace of its own. */
export const NETWORK_NAMESPACES = ['kube-system', 'kube-flannel'] as const;

export function configMapsIn(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/configmaps`;
}

export function daemonSetsIn(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
}

/** A ConfigMap's name has no underscore (RFC 1123), whatever the documentation of the add-on calls it. */
export const ENI_CONFIG = `${configMapsIn('kube-system')}/eni-config`;
export const FLANNEL_CONFIGS = NETWORK_NAMESPACES.map((each) => `${configMapsIn(each)}/kube-flannel-cfg`);
