import type { Cluster, ClusterTask } from '@/domain/estate/cluster';
import type { Body } from '@/lab/alibaba/dispatch';
import type { Operation } from '../call';
import { notFound } from '../errors';
import { page, UNDERSCORES } from '../paging';
import { clusterOf } from './clusters';

export const describeClusterTasks: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/tasks',
  read: (call) => {
    const { items, info } = page(call.parameters, UNDERSCORES, clusterOf(call).tasks ?? []);
    return { requestId: call.requestId, next_token: '', page_info: info, tasks: items.map(taskRow) };
  },
};

export const describeTaskInfo: Operation = {
  method: 'GET',
  path: '/tasks/{TaskId}',
  read: ({ state, parameters }) => {
    const key = parameters.required('TaskId');
    for (const cluster of state.estate.clusters)
      for (const task of cluster.tasks ?? []) if (task.key === key) return taskBody(cluster, task);
    throw notFound('Task');
  },
};

function taskRow(task: ClusterTask): Body {
  const { key, type = '', state = 'success', created = '', updated = '' } = task;
  return { task_id: key, task_type: type, state, created, updated };
}

function taskBody(cluster: Cluster, task: ClusterTask): Body {
  const row = taskRow(task);
  const isOver = row.state !== 'running';
  const failed = row.state === 'fail';
  const addOn = cluster.terway?.addOn?.name ?? '';
  return {
    ...row,
    cluster_id: cluster.key,
    current_stage: 'ModifyAddon',
    target: { id: cluster.key, type: 'cluster' },
    parameters: { addon: addOn },
    outputs: {},
    stages: [
      { state: row.state, start_time: row.created, end_time: isOver ? row.updated : '', message: '', outputs: {} },
    ],
    events: [],
    task_result: row.state === 'success' ? [{ data: addOn, status: 'success' }] : [],
    ...(failed ? { error: { code: 'AddonModifyFailed', message: `addon ${addOn} failed to become ready` } } : {}),
  };
}
