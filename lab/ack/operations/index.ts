import type { Operation } from '../call';
import { describeAddon, getClusterAddonInstance, listClusterAddonInstances, modifyClusterAddon } from './add-ons';
import { describeClusterDetail, describeClustersV1 } from './clusters';
import { describeClusterUserKubeconfig } from './kubeconfig';
import { describeClusterNodePoolDetail, describeClusterNodePools } from './node-pools';
import { describeClusterNodes } from './nodes';
import { describeClusterTasks, describeTaskInfo } from './tasks';

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['DescribeClustersV1', describeClustersV1],
  ['DescribeClusterDetail', describeClusterDetail],
  ['DescribeClusterNodePools', describeClusterNodePools],
  ['DescribeClusterNodePoolDetail', describeClusterNodePoolDetail],
  ['DescribeClusterNodes', describeClusterNodes],
  ['ListClusterAddonInstances', listClusterAddonInstances],
  ['GetClusterAddonInstance', getClusterAddonInstance],
  ['DescribeAddon', describeAddon],
  ['ModifyClusterAddon', modifyClusterAddon],
  ['DescribeClusterTasks', describeClusterTasks],
  ['DescribeTaskInfo', describeTaskInfo],
  ['DescribeClusterUserKubeconfig', describeClusterUserKubeconfig],
]);
