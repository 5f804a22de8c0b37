import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import { tryParseAddress } from '@/domain/net/address';
import { tryParsePrefix } from '@/domain/net/prefix';
import { type KubeObject, put, recordOf } from './object';

const POOL = 'alibabacloud.com/nodepool-id';
const EDGE = 'alibabacloud.com/is-edge-worker';
const ZONE = 'topology.kubernetes.io/zone';
const FLANNEL = 'flannel.alpha.coreos.com/';

/** A node of the estate laid over the object as it is; what the estate leaves open stays as it is there. */
export function nodeObject(
  node: KubeNode,
  cluster: Cluster,
  current: KubeObject | undefined,
  born: string,
): KubeObject {
  const edge = node.edge ?? isEdge(node, cluster);
  const object: KubeObject = structuredClone(current) ?? {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, creationTimestamp: born },
    spec: {},
    status: {
      capacity: { cpu: '8', memory: '32657932Ki', pods: '110' },
      allocatable: { cpu: '7800m', memory: '31000000Ki', pods: '110' },
      nodeInfo: { architecture: 'amd64', operatingSystem: 'linux', osImage: 'Alibaba Cloud Linux 3' },
    },
  };
  put(object, ['metadata', 'labels', 'kubernetes.io/hostname'], node.name);
  put(object, ['metadata', 'labels', POOL], node.pool);
  put(object, ['metadata', 'labels', EDGE], edge === undefined ? undefined : String(edge));
  put(object, ['metadata', 'labels', ZONE], node.zone);
  put(object, ['metadata', 'annotations', `${FLANNEL}backend-type`], node.flannel?.backendType);
  put(object, ['metadata', 'annotations', `${FLANNEL}public-ip`], node.flannel?.publicIp);
  const managed = node.flannel?.ready;
  put(
    object,
    ['metadata', 'annotations', `${FLANNEL}kube-subnet-manager`],
    managed === undefined ? undefined : String(managed),
  );
  const podCidrs = [node.podCidr, node.podCidr6].filter((each) => each !== undefined);
  put(object, ['spec', 'podCIDR'], podCidrs[0]);
  put(object, ['spec', 'podCIDRs'], podCidrs.length > 0 ? podCidrs : undefined);
  if (node.schedulable !== undefined) recordOf(object, 'spec')['unschedulable'] = node.schedulable ? undefined : true;
  put(object, ['status', 'nodeInfo', 'kubeletVersion'], node.kubeletVersion);
  putAddresses(object, node);
  putReady(object, node.ready, born);
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}

function isEdge(node: KubeNode, cluster: Cluster): boolean | undefined {
  const kind = cluster.nodePools?.find(({ key }) => key === node.pool)?.kind;
  return kind === undefined ? undefined : kind === 'edge';
}

type Typed = { type: string; [name: string]: unknown };

function listIn(object: KubeObject, name: string): Typed[] {
  const list = recordOf(object, 'status')[name];
  return Array.isArray(list) ? (list as Typed[]) : [];
}

function putAddresses(object: KubeObject, { address, address6, name }: KubeNode): void {
  const wanted = [address, address6].filter((each) => each !== undefined);
  if (wanted.length === 0) return;
  recordOf(object, 'status')['addresses'] = [
    ...wanted.map((each) => ({ type: 'InternalIP', address: each })),
    { type: 'Hostname', address: name },
  ];
}

function putReady(object: KubeObject, ready: boolean | undefined, at: string): void {
  const conditions = listIn(object, 'conditions');
  const status = ready === undefined ? undefined : ready ? 'True' : 'False';
  if (status === undefined || conditions.find(({ type }) => type === 'Ready')?.['status'] === status) return;
  const condition = {
    type: 'Ready',
    status,
    reason: ready ? 'KubeletReady' : 'KubeletNotReady',
    message: ready ? 'kubelet is posting ready status' : 'the lab holds this node down',
    lastHeartbeatTime: at,
    lastTransitionTime: at,
  };
  recordOf(object, 'status')['conditions'] = [...conditions.filter(({ type }) => type !== 'Ready'), condition];
}

/** What an object says of a node of the estate, after somebody wrote it. Who announces routes is not to be seen there. */
export function nodeOf(object: KubeObject, before: KubeNode | undefined): KubeNode {
  const { name, labels = {}, annotations = {} } = object.metadata;
  const spec = recordOf(object, 'spec');
  const addresses = listIn(object, 'addresses').flatMap((each) => {
    const parsed = tryParseAddress(each.type === 'InternalIP' ? String(each['address']) : '');
    return parsed.ok ? [parsed.value] : [];
  });
  const prefixes = (Array.isArray(spec['podCIDRs']) ? spec['podCIDRs'] : [spec['podCIDR']]).flatMap((each: unknown) => {
    const parsed = tryParsePrefix(typeof each === 'string' ? each : '');
    return parsed.ok ? [parsed.value] : [];
  });
  const ready = listIn(object, 'conditions').find(({ type }) => type === 'Ready')?.['status'];
  const publicIp = tryParseAddress(annotations[`${FLANNEL}public-ip`] ?? '');
  const managed = annotations[`${FLANNEL}kube-subnet-manager`];
  const flannel = {
    backendType: annotations[`${FLANNEL}backend-type`],
    publicIp: publicIp.ok ? publicIp.value : undefined,
    ready: managed === undefined ? undefined : managed === 'true',
  };
  const version = recordOf(object, 'status')['nodeInfo'] as { kubeletVersion?: string } | undefined;
  const node: KubeNode = {
    ...before,
    name,
    pool: labels[POOL] || undefined,
    edge: labels[EDGE] === undefined ? undefined : labels[EDGE] === 'true',
    zone: labels[ZONE],
    address: addresses.find((each) => !each.includes(':')),
    address6: addresses.find((each) => each.includes(':')),
    podCidr: prefixes.find((each) => !each.includes(':')),
    podCidr6: prefixes.find((each) => each.includes(':')),
    ready: ready === undefined ? before?.ready : ready === 'True',
    schedulable: spec['unschedulable'] !== true,
    kubeletVersion: version?.kubeletVersion,
    flannel: Object.values(flannel).some((each) => each !== undefined) ? flannel : undefined,
  };
  return JSON.parse(JSON.stringify(node)) as KubeNode;
}
