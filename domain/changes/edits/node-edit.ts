import type { KubeNode } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import { assertNever } from '@/domain/errors';
import type { EditDefinition } from './definition';
import type { NodeEdit } from './edit';

export const nodeEdit: EditDefinition<NodeEdit> = {
  problems({ estate }, edit) {
    const cluster = estate.clusters.find(({ key }) => key === edit.cluster);
    if (!cluster) return [{ path: ['cluster'], code: 'cluster-unknown', params: { cluster: edit.cluster } }];
    const params = { cluster: cluster.key, node: nameOf(edit) };
    if (!cluster.nodes) return [{ path: ['cluster'], code: 'nodes-unread', params }];
    const known = cluster.nodes.some(({ name }) => name === nameOf(edit));
    if (edit.kind === 'add-node') return known ? [{ path: ['node', 'name'], code: 'node-exists', params }] : [];
    return known
      ? []
      : [{ path: edit.kind === 'remove-node' ? ['name'] : ['node', 'name'], code: 'node-unknown', params }];
  },

  apply({ estate }, edit) {
    return withNodes(estate, edit.cluster, (nodes) => nodesAfter(nodes, edit));
  },

  undo({ estate }, edit) {
    const { cluster } = edit;
    const nodes = estate.clusters.find(({ key }) => key === cluster)?.nodes;
    const node = nodes?.find(({ name }) => name === nameOf(edit));
    if (!node) return { kind: 'remove-node', cluster, name: nameOf(edit) };
    return { kind: edit.kind === 'remove-node' ? 'add-node' : 'change-node', cluster, node };
  },
};

function nameOf(edit: NodeEdit): string {
  return edit.kind === 'remove-node' ? edit.name : edit.node.name;
}

function nodesAfter(nodes: readonly KubeNode[], edit: NodeEdit): KubeNode[] {
  switch (edit.kind) {
    case 'add-node':
      return [...nodes, edit.node];
    case 'change-node':
      return nodes.map((node) => (node.name === edit.node.name ? edit.node : node));
    case 'remove-node':
      return nodes.filter(({ name }) => name !== edit.name);
    default:
      return assertNever(edit);
  }
}

function withNodes(estate: Estate, key: string, change: (nodes: readonly KubeNode[]) => KubeNode[]): Estate {
  const clusters = estate.clusters.map((cluster) =>
    cluster.key === key && cluster.nodes ? { ...cluster, nodes: change(cluster.nodes) } : cluster,
  );
  return { ...estate, clusters };
}
