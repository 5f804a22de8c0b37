import { describe, expect, test } from 'vitest';
import { toDaemonSet, toEniConfig, toFlannelConfig } from './map';
import { toNode } from './map-node';

const nodeWith = (more: object) => ({
  metadata: { name: 'edge-1', ...(more as { metadata?: object }).metadata },
  ...pick(more),
});
const pick = ({ spec, status }: { spec?: object; status?: object }) => ({ spec, status });
const attributesOf = (found: ReturnType<typeof toNode>) => (typeof found === 'string' ? found : found.attributes);

test('a node is what its labels, addresses, conditions and annotations say', () => {
  const object = nodeWith({
    metadata: {
      labels: {
        'alibabacloud.com/nodepool-id': 'np-1',
        'alibabacloud.com/is-edge-worker': 'true',
        'topology.kubernetes.io/zone': 'cn-hangzhou-i',
      },
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'host-gw',
        'flannel.alpha.coreos.com/public-ip': '172.16.10.11',
        'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
      },
    },
    spec: { podCIDR: '10.0.0.0/25', podCIDRs: ['10.0.0.0/25', '2001:db8::/64'], unschedulable: true },
    status: {
      addresses: [
        { type: 'Hostname', address: 'edge-1' },
        { type: 'ExternalIP', address: '203.0.113.1' },
        { type: 'InternalIP', address: '172.16.10.11' },
        { type: 'InternalIP', address: '2001:db8::11' },
      ],
      conditions: [
        { type: 'MemoryPressure', status: 'False' },
        { type: 'Ready', status: 'True' },
      ],
      nodeInfo: { kubeletVersion: 'v1.32.7' },
    },
  });
  expect(toNode(object, 'c-1')).toEqual({
    kind: 'node',
    key: 'c-1|edge-1',
    attributes: {
      cluster: 'c-1',
      name: 'edge-1',
      pool: 'np-1',
      edge: true,
      zone: 'cn-hangzhou-i',
      address: '172.16.10.11',
      address6: '2001:db8::11',
      podCidr: '10.0.0.0/25',
      podCidr6: '2001:db8::/64',
      ready: true,
      schedulable: false,
      kubeletVersion: 'v1.32.7',
      flannel: { backendType: 'host-gw', publicIp: '172.16.10.11', ready: true },
    },
  });
});

describe('of a node', () => {
  test.each<[string, object, object]>([
    [
      'silence of the kubelet counts as not ready',
      { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } },
      { ready: false },
    ],
    ['one subnet alone is enough', { spec: { podCIDR: '10.0.0.0/25' } }, { podCidr: '10.0.0.0/25' }],
    ['an empty subnet is none', { spec: { podCIDR: '' } }, { schedulable: true }],
    [
      'odd members are left out',
      { spec: [], status: { conditions: {}, addresses: 'no', nodeInfo: { kubeletVersion: '\u0000' } } },
      { name: 'edge-1' },
    ],
    [
      'odd labels are left out',
      { metadata: { labels: { 'alibabacloud.com/nodepool-id': '<b>' } } },
      { name: 'edge-1' },
    ],
    ['a status that is nothing is left out', { status: { conditions: [null, 3] } }, { name: 'edge-1' }],
  ])('%s', (_what, more, expected) => {
    const found = toNode(nodeWith(more), 'c-1');
    expect(attributesOf(found)).toEqual({ cluster: 'c-1', name: 'edge-1', schedulable: true, ...expected });
  });

  test.each(['10.0.0.1/25', '010.0.0.0/25', '10.0.0.0', 'x'])('a subnet like %s is not guessed at', (podCIDR) => {
    const found = toNode(nodeWith({ spec: { podCIDR } }), 'c-1');
    expect(attributesOf(found)).toEqual({
      cluster: 'c-1',
      name: 'edge-1',
      schedulable: true,
      podCidrAsWritten: podCIDR,
    });
  });

  test.each([
    null,
    3,
    'node',
    [],
    {},
    { metadata: {} },
    { metadata: { name: '<script>' } },
    { metadata: { name: 'a|b' } },
  ])('%j is none', (object) => {
    expect(toNode(object, 'c-1')).toBe('it has no name');
  });
});

describe('eni-config', () => {
  const mapWith = (eni_conf: unknown, metadata: object = {}) => ({
    metadata: { name: 'eni-config', resourceVersion: '9', ...metadata },
    data: { eni_conf, '10-terway.conf': '{"CANARY":1}' },
  });
  const found = (object: unknown) => {
    const mapped = toEniConfig(object, 'c-1');
    if (typeof mapped === 'string') throw new Error(mapped);
    return mapped.attributes;
  };

  test('loses every secret, at any depth and in any case', () => {
    const text = JSON.stringify({
      version: '1',
      vswitches: { 'cn-hangzhou-i': ['vsw-1'] },
      access_key: 'CANARY',
      Access_Secret: 'CANARY',
      credential_path: '/CANARY',
      nested: [{ token: 'CANARY', kept: 1 }],
    });
    expect(found(mapWith(text)).eniConfig).toEqual({
      version: '1',
      vswitches: { 'cn-hangzhou-i': ['vsw-1'] },
      nested: [{ kept: 1 }],
    });
  });

  test.each([
    ['in a list', new Date('2026-03-18T09:00:00Z')],
    ['in an event', '2026-03-18T09:00:00Z'],
  ])('%s names who wrote it, and nothing that an annotation repeats', (_where, time) => {
    const managedFields = [{ manager: 'kubectl-edit', operation: 'Update', time }, null, {}];
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"access_secret":"CANARY"}' };
    const attributes = found(mapWith('{}', { managedFields, annotations }));
    expect(attributes).toMatchObject({
      resourceVersion: '9',
      managers: [{ manager: 'kubectl-edit', operation: 'Update', at: '2026-03-18T09:00:00Z' }],
    });
    expect(JSON.stringify(attributes)).not.toContain('CANARY');
  });

  test.each([
    ['is not there', null, 'missing'],
    ['lacks its key', { metadata: { name: 'eni-config' }, data: {} }, 'no-eni-conf'],
    ['holds no data', { metadata: { name: 'eni-config' } }, 'no-eni-conf'],
    ['holds a number', mapWith(3), 'no-eni-conf'],
    ['is not JSON', mapWith('{"access_secret": CANARY'), 'not-json'],
    ['is a list', mapWith('["CANARY"]'), 'not-an-object'],
  ])('that %s is a state', (_what, object, problem) => {
    expect(found(object)).toMatchObject({ problem });
    expect(JSON.stringify(found(object))).not.toContain('CANARY');
  });

  test('keeps members that the product reads only where they have the shape it expects', () => {
    expect(
      found(mapWith('{"vswitches":3,"security_group":[],"security_groups":"sg-1","max_pool_size":5}')).eniConfig,
    ).toEqual({
      max_pool_size: 5,
    });
  });

  test('shows no character that hides or reorders others', () => {
    expect(found(mapWith('{"a":"x\\u202ey"}')).eniConfig).toEqual({ a: 'x\ufffdy' });
  });

  test('ends where nobody looks any more', () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(JSON.stringify(found(mapWith(deep)).eniConfig).length).toBeLessThan(200);
  });
});

describe('Flannel', () => {
  const found = (net: unknown, namespace = 'kube-system') =>
    toFlannelConfig({ metadata: { name: 'kube-flannel-cfg', namespace }, data: { 'net-conf.json': net } }, 'c-1');

  test('takes its keys in any case, the last one winning', () => {
    expect(
      found('{"network":"10.0.0.0/8","NETWORK":"10.0.0.0/16","Backend":{"Type":"route","PSK":"CANARY"}}'),
    ).toMatchObject({
      attributes: { namespace: 'kube-system', netConf: { Network: '10.0.0.0/16', Backend: { Type: 'route' } } },
    });
  });

  test.each([
    ['{', 'not-json'],
    ['3', 'not-an-object'],
    [undefined, 'not-json'],
  ])('%j is a state', (net, problem) => {
    expect(found(net)).toMatchObject({ attributes: { problem } });
  });
});

describe('a daemon set', () => {
  const set = (name: string, more: object = {}) =>
    toDaemonSet({ metadata: { name, namespace: 'kube-system', generation: 3 }, ...more }, 'c-1');

  test('is how far its rollout is', () => {
    const status = { observedGeneration: 2, desiredNumberScheduled: 5, updatedNumberScheduled: 3, numberReady: 4 };
    const spec = { template: { spec: { containers: [{ image: 'registry.example/terway:v1' }] } } };
    expect(set('terway-eniip', { spec, status })).toMatchObject({
      key: 'c-1|kube-system|terway-eniip',
      attributes: { desired: 5, updated: 3, ready: 4, observedNewest: false, image: 'registry.example/terway:v1' },
    });
  });

  test.each([
    ['kube-flannel-ds', ['--ip-masq', '--kube-subnet-mgr'], true],
    ['kube-flannel-ds', ['--kube-subnet-mgr'], false],
    ['kube-flannel-ds', ['--ip-masq=false'], false],
    ['kube-flannel-ds', ['-ip-masq=True'], true],
    ['kube-flannel-ds', undefined, undefined],
    ['terway-eniip', ['--ip-masq'], undefined],
  ])('%s with %j masquerades: %s', (name, args, expected) => {
    const spec = { template: { spec: { containers: [{ image: 'registry.example/flannel:v1', args }] } } };
    const found = set(name, { spec }) as { attributes: { masquerades?: boolean } };
    expect(found.attributes.masquerades).toBe(expected);
  });

  test.each(['terway-eniip', 'flannel', 'kube-flannel-ds'])('%s carries the network', (name) => {
    expect(set(name)).toMatchObject({ kind: 'daemon-set' });
  });

  test.each(['kube-proxy', 'my-terway', 'csi-plugin'])('%s does not', (name) => {
    expect(set(name)).toBeNull();
  });
});
