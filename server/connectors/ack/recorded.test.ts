import { expect, test } from 'vitest';
import { describeObserver } from '../contract';
import { createAckObserver } from '.';
import { recordedAnswer, startSource } from './testing/recorded-source';

describeObserver('recorded bodies of the container service', async () => {
  const { source, stop } = await startSource(recordedAnswer);
  return { observer: createAckObserver(source), stop };
});

const CLUSTER = 'c5e1d6a7f0b2c4d3e8f9a1b2c3d4e5f60';

test('recorded bodies become these resources', async () => {
  const { source, requests, stop } = await startSource(recordedAnswer);
  const { resources } = await createAckObserver(source).observe({});
  await stop();
  const of = (kind: string): Record<string, unknown>[] =>
    resources.filter((each) => each.kind === kind).map((each) => each.attributes);
  expect(of('cluster')).toEqual([
    {
      ...{ key: CLUSTER, name: 'hz-edge-01', vpc: 'vpc-bp1kedge7m2q9x4wz0t3a', region: 'cn-hangzhou' },
      ...{ state: 'running', profile: 'Edge', managed: true, kubernetesVersion: '1.30.7-aliyun.1' },
      ...{ serviceCidr: '172.21.0.0/20', edgePodCidr: '10.0.0.0/16', nodeMask: 24 },
      securityGroup: 'sg-bp1kedge0node4sg7c2w1',
    },
  ]);
  const edge = 'np9f8e7d6c5b4a392817060f5e4d3c2b1a';
  const cloud = 'np0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  const vSwitches = ['vsw-bp1kedge0aah1n5t8w2zx', 'vsw-bp1kedge0bbi4q7v0y3mc'];
  expect(of('node-pool')).toEqual([
    { key: cloud, kind: 'cloud', name: 'cloud-default', cluster: CLUSTER, vSwitches, state: 'active', nodeCount: 2 },
    {
      ...{ key: edge, kind: 'edge', name: 'edge-dc1', cluster: CLUSTER, interconnect: 'private' },
      ...{ intranet: true, hostNetwork: false, state: 'active', nodeCount: 3 },
    },
  ]);
  expect(of('cluster-node')).toHaveLength(5);
  expect(of('cluster-node')[2]).toEqual({
    ...{ name: 'edge-dc1-node-1', pool: edge, address: '172.16.1.11', state: 'running', cluster: CLUSTER },
  });
  expect(of('add-on').map((each) => [each.name, 'config' in each])).toEqual([
    ['terway-edge', true],
    ['coredns', false],
    ['edge-tunnel', false],
    ['cloud-controller-manager', false],
  ]);
  expect(of('add-on')[0]).toMatchObject({
    ...{ version: 'v1.9.14', state: 'active' },
    config: {
      PodVswitchId: { 'cn-hangzhou-h': ['vsw-bp1kedge0ccj6r9u1x5ld'] },
      NetworkPolicy: 'false',
      IPVlan: 'false',
    },
    configSchema: expect.stringContaining('PodVswitchId') as string,
  });
  expect(of('cluster-task')).toEqual([
    {
      ...{ key: 'T-6731c0de5a9f3b0012e4ab77', type: 'addon_modify', state: 'running', cluster: CLUSTER },
      ...{ created: '2025-04-10T13:27:00+08:00', updated: '2025-04-10T13:27:40.482+08:00' },
    },
  ]);
  expect(requests.find((each) => each.action === 'DescribeAddon')).toEqual({
    action: 'DescribeAddon',
    path: '/addons/terway-edge',
    parameters: { cluster_id: CLUSTER, version: 'v1.9.14' },
  });
  // Three add-ons that are not the network's come after everything else, with two questions each.
  const asked = requests.map(({ action }) => action);
  expect(asked.slice(0, 9).filter((action) => action === 'GetClusterAddonInstance')).toHaveLength(1);
  expect(asked.slice(9).sort()).toEqual([
    ...Array.from({ length: 3 }, () => 'DescribeAddon'),
    ...Array.from({ length: 3 }, () => 'GetClusterAddonInstance'),
  ]);
});
