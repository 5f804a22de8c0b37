import { type Listing, listing, type Paging } from '../alibaba/listing';
import * as map from './map';
import * as schema from './schema';

const IN_ONE: Paging = { by: 'nothing' };
const BY_UNDERSCORES: Paging = {
  by: 'number',
  ...{ page: 'page_number', size: 'page_size', pageSize: 50 },
  ...{ total: ['page_info', 'total_count'], given: ['page_info', 'page_size'] },
};
/** The list of nodes spells its paging in another way than the rest of the product. */
const BY_CAPITALS: Paging = {
  by: 'number',
  ...{ page: 'pageNumber', size: 'pageSize', pageSize: 100 },
  ...{ total: ['page', 'total_count'], given: ['page', 'page_size'] },
};

export const CLUSTERS = listing(
  { kind: 'cluster', action: 'DescribeClustersV1', rows: ['clusters'], paging: BY_UNDERSCORES, names: ['cluster_id'] },
  schema.ClusterRow,
  map.toCluster,
);

export function nodePoolsOf(cluster: string): Listing {
  return listing(
    {
      kind: 'node-pool',
      action: 'DescribeClusterNodePools',
      rows: ['nodepools'],
      paging: IN_ONE,
      names: ['nodepool_info.nodepool_id'],
    },
    schema.NodePoolRow,
    (row) => map.toNodePool(row, cluster),
  );
}

export function nodesOf(cluster: string): Listing {
  return listing(
    {
      kind: 'cluster-node',
      action: 'DescribeClusterNodes',
      rows: ['nodes'],
      paging: BY_CAPITALS,
      names: ['node_name', 'instance_id'],
    },
    schema.NodeRow,
    (row) => map.toClusterNode(row, cluster),
  );
}

export function addOnsOf(cluster: string): Listing {
  return listing(
    { kind: 'add-on', action: 'ListClusterAddonInstances', rows: ['addons'], paging: IN_ONE, names: ['name'] },
    schema.AddOnRow,
    (row) => map.toAddOn(row, cluster),
  );
}

export function tasksOf(cluster: string): Listing {
  return listing(
    {
      kind: 'cluster-task',
      action: 'DescribeClusterTasks',
      rows: ['tasks'],
      paging: BY_UNDERSCORES,
      names: ['task_id'],
    },
    schema.TaskRow,
    (row) => map.toTask(row, cluster),
  );
}
