import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapeDifferences } from '@/lab/alibaba/shape';
import type { RunningLab } from '@/lab/testing';
import { OPERATIONS } from './operations';
import { callAck, jsonFixture, startClusterLab } from './testing';

let lab: RunningLab;

beforeAll(async () => {
  lab = await startClusterLab();
});
afterAll(() => lab.close());

type Read = [action: string, sample: string, path: string, parameters?: Record<string, string>];

const READS: readonly Read[] = [
  ['DescribeClustersV1', 'DescribeClustersV1', '/api/v1/clusters'],
  ['DescribeClusterDetail', 'DescribeClusterDetail', '/clusters/c-edge'],
  ['DescribeClusterNodePools', 'DescribeClusterNodePools', '/clusters/c-edge/nodepools'],
  ['DescribeClusterNodePoolDetail', 'DescribeClusterNodePoolDetail.cloud', '/clusters/c-edge/nodepools/np-cloud'],
  ['DescribeClusterNodePoolDetail', 'DescribeClusterNodePoolDetail.edge', '/clusters/c-edge/nodepools/np-edge'],
  ['DescribeClusterNodes', 'DescribeClusterNodes', '/clusters/c-edge/nodes'],
  ['ListClusterAddonInstances', 'ListClusterAddonInstances', '/clusters/c-edge/addon_instances'],
  ['GetClusterAddonInstance', 'GetClusterAddonInstance.terway-edge', '/clusters/c-edge/addon_instances/terway-edge'],
  ['DescribeAddon', 'DescribeAddon.terway-edge', '/addons/terway-edge', { cluster_id: 'c-edge' }],
  ['DescribeClusterTasks', 'DescribeClusterTasks', '/clusters/c-edge/tasks'],
  ['DescribeTaskInfo', 'DescribeTaskInfo.success', '/tasks/T-old'],
  ['DescribeClusterUserKubeconfig', 'DescribeClusterUserKubeconfig', '/k8s/c-edge/user_config'],
];

describe('every answer', () => {
  it.each(READS)('of %s has exactly the keys and types of %s', async (action, sample, path, parameters = {}) => {
    const { status, body } = await callAck(lab, action, path, { parameters });
    expect([status, shapeDifferences(body, jsonFixture(sample))]).toEqual([200, []]);
  });

  it('is compared for every operation that has one', () => {
    const silent = ['ModifyClusterAddon'];
    expect(new Set([...READS.map(([action]) => action), ...silent])).toEqual(new Set(OPERATIONS.keys()));
  });
});

describe('every refusal', () => {
  it('of an unknown cluster is worded as published', async () => {
    const { status, body } = await callAck(lab, 'DescribeClusterDetail', '/clusters/c-none');
    const sample = jsonFixture('error.404.ErrorClusterNotFound');
    expect([status, body]).toEqual([404, { ...sample, requestId: body.requestId }]);
  });

  it('for want of rights is worded as published', async () => {
    lab.lab.faults.add({ rules: [{ action: 'ModifyClusterAddon', times: 1, fault: { kind: 'deny' } }] });
    const { status, body } = await callAck(
      lab,
      'ModifyClusterAddon',
      '/clusters/c-edge/components/terway-edge/config',
      { method: 'POST', json: { config: '{}' } },
    );
    const sample = jsonFixture('error.403.StatusForbidden');
    expect([status, body]).toEqual([403, { ...sample, requestId: body.requestId }]);
  });

  it.each<[string, Parameters<typeof callAck>[1], string, Parameters<typeof callAck>[3], number, string]>([
    [
      'an operation at the path of another',
      'DescribeClusterNodes',
      '/clusters/c-edge',
      {},
      404,
      'InvalidAction.NotFound',
    ],
    [
      'an operation by another verb',
      'DescribeClusterDetail',
      '/clusters/c-edge',
      { method: 'POST' },
      404,
      'InvalidAction.NotFound',
    ],
    ['another version', 'DescribeClusterDetail', '/clusters/c-edge', { version: '2016-04-28' }, 400, 'InvalidVersion'],
    ['a wrong secret', 'DescribeClusterDetail', '/clusters/c-edge', { secret: 'wrong' }, 400, 'SignatureDoesNotMatch'],
    ['a cluster that nobody manages', 'DescribeClusterDetail', '/clusters/c-own', {}, 404, 'ErrorClusterNotFound'],
    [
      'a page too large',
      'DescribeClusterNodes',
      '/clusters/c-edge/nodes',
      { parameters: { pageSize: '101' } },
      400,
      'InvalidParameter',
    ],
    [
      'a version that is not offered',
      'DescribeAddon',
      '/addons/terway-edge',
      { parameters: { cluster_id: 'c-edge', version: 'v0' } },
      404,
      'ErrorAddonNotFound',
    ],
    [
      'a kubeconfig for too short a time',
      'DescribeClusterUserKubeconfig',
      '/k8s/c-edge/user_config',
      { parameters: { TemporaryDurationMinutes: '14' } },
      400,
      'InvalidParameter',
    ],
  ])('of %s is JSON with its code', async (_what, action, path, more, status, code) => {
    const answer = await callAck(lab, action, path, more);
    expect([answer.status, answer.body.code, answer.body.status]).toEqual([status, code, status]);
  });
});

describe('lists', () => {
  const namesIn = (body: Record<string, unknown>) =>
    (body.clusters as { cluster_id: string }[]).map((each) => each.cluster_id);

  it('of clusters are those of the region that is asked for, and only what the service manages', async () => {
    const of = (parameters: Record<string, string>) =>
      callAck(lab, 'DescribeClustersV1', '/api/v1/clusters', { parameters }).then(({ body }) => namesIn(body));
    expect(await of({})).toEqual(['c-edge', 'c-shanghai']);
    expect(await of({ region_id: 'cn-shanghai', profile: 'Edge' })).toEqual(['c-shanghai']);
    expect(await of({ page_number: '2', page_size: '1' })).toEqual(['c-shanghai']);
  });

  it('of nodes are turned over and narrowed to a pool', async () => {
    const parameters = { nodepool_id: 'np-edge', pageNumber: '2', pageSize: '1' };
    const { body } = await callAck(lab, 'DescribeClusterNodes', '/clusters/c-edge/nodes', { parameters });
    expect(body).toMatchObject({ nodes: [{ node_name: 'edge-2' }], page: { total_count: 2, page_number: 2 } });
  });
});
