import { describe, expect, it } from 'vitest';
import type { SourceSystem } from '@/domain/estate/resource';
import type { SourceProtocol } from '@/domain/sources/source';
import { assertTargetAllowed, causeAgainst, parseTarget } from './target';

const PUBLIC = ['203.0.113.10', '2001:db8::10'];

type Options = { protocol?: SourceProtocol; allowed?: string[]; answers?: string[]; system?: SourceSystem };

function reach(endpoint: string, options: Options = {}) {
  return assertTargetAllowed(endpoint, options.protocol ?? 'https', {
    system: options.system,
    allowed: options.allowed ?? [],
    resolve: async () => options.answers ?? PUBLIC,
  });
}

describe('where a source may be', () => {
  it.each(['vpc.cn-hangzhou.aliyuncs.com', 'VPC.cn-hangzhou.AliyunCS.com', 'vpc.eu-central-1.aliyuncs.com:443'])(
    'the vendor at %s',
    async (endpoint) => {
      await expect(reach(endpoint)).resolves.toBeUndefined();
    },
  );

  it.each([
    'localhost',
    'localhost:5432',
    '127.0.0.1',
    '127.0.0.1:80',
    '[::1]:443',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.1',
    '169.254.169.254',
    '100.100.100.200',
    '100.64.0.1',
    '[fd00:ec2::254]',
    '10.0.0.1',
    'metadata.google.internal',
    'example.net',
    'aliyuncs.com',
    'aliyuncs.com.example.net',
    'vpc-aliyuncs.com',
    'xaliyuncs.com',
  ])('nowhere else: %s', async (endpoint) => {
    await expect(reach(endpoint)).rejects.toMatchObject({ code: 'precondition-failed', reason: 'target-refused' });
  });

  it.each([
    'http://vpc.cn-hangzhou.aliyuncs.com',
    'user@vpc.cn-hangzhou.aliyuncs.com',
    'vpc.cn-hangzhou.aliyuncs.com/path',
    'vpc.cn-hangzhou.aliyuncs.com.',
    'vpc.cn-hangzhou.aliyuncs.com:0',
    'vpc.cn-hangzhou.aliyuncs.com:70000',
    'vpc.cn-hangzhou.aliyuncs.com#@127.0.0.1',
    'vpc.cn-hangzhou.aliyuncs.com\r\nHost: other',
    'vpc .aliyuncs.com',
    'vpc。aliyuncs.com',
    '',
  ])('only plain names: %j', async (endpoint) => {
    await expect(reach(endpoint)).rejects.toMatchObject({ code: 'invalid-input', reason: 'endpoint-malformed' });
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.0.5', 'link-local'],
    ['fe80::1', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['64:ff9b::6464:64c8', 'metadata'],
    ['100.64.0.1', 'shared'],
    ['100.127.255.254', 'shared'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['fd12::1', 'private'],
    ['0.0.0.0', 'reserved'],
    ['::', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['::ffff:10.0.0.1', 'unreadable-address'],
    ['fe80::1%eth0', 'unreadable-address'],
  ])('not behind a vendor name that leads to %s (%s)', async (address, cause) => {
    expect(causeAgainst(address)).toBe(cause);
    await expect(reach('vpc.cn-hangzhou.aliyuncs.com', { answers: ['203.0.113.10', address] })).rejects.toMatchObject({
      reason: 'target-refused',
      params: { cause, address },
    });
  });

  it.each(['100.63.255.255', '100.128.0.1', '203.0.113.10', '2001:db8::1', '47.0.0.1'])('%s is outside', (address) => {
    expect(causeAgainst(address)).toBeNull();
  });

  it('not over plain HTTP', async () => {
    await expect(reach('vpc.cn-hangzhou.aliyuncs.com', { protocol: 'http' })).rejects.toMatchObject({
      params: { cause: 'not-encrypted' },
    });
  });

  it('where the process says so, to the letter', async () => {
    const allowed = ['127.0.0.1:4010', '[::1]:4010'];
    await expect(reach('127.0.0.1:4010', { protocol: 'http', allowed })).resolves.toBeUndefined();
    await expect(reach('[::1]:4010', { protocol: 'http', allowed })).resolves.toBeUndefined();
    for (const other of ['127.0.0.1:4011', '127.0.0.1', 'localhost:4010', '127.0.0.1:40100']) {
      await expect(reach(other, { protocol: 'http', allowed })).rejects.toMatchObject({ reason: 'target-refused' });
    }
  });

  it('says when a name has no address', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    await expect(
      assertTargetAllowed('vpc.cn-nowhere.aliyuncs.com', 'https', { allowed: [], resolve }),
    ).rejects.toMatchObject({ code: 'unavailable', reason: 'target-unresolved' });
  });

  it('takes the port from the protocol when none is written', () => {
    expect(parseTarget('vpc.cn-hangzhou.aliyuncs.com', 'https')).toEqual({
      host: 'vpc.cn-hangzhou.aliyuncs.com',
      port: 443,
    });
    expect(parseTarget('vpc.cn-hangzhou.aliyuncs.com', 'http').port).toBe(80);
  });
});

describe('where a source in the own network may be', () => {
  const OWN = ['kubernetes', 'gobgp', 'frr'] as const;

  it.each(OWN)('%s: behind any name that leads to a private or public address', async (system) => {
    await expect(reach('api.cluster.example:6443', { system, answers: ['10.1.0.1'] })).resolves.toBeUndefined();
    await expect(reach('api.cluster.example:6443', { system, answers: PUBLIC })).resolves.toBeUndefined();
  });

  it.each(['10.1.0.1:6443', '172.16.0.9:6443', '192.168.0.9', '203.0.113.10:6443', '[fd12::1]:6443'])(
    'at an address that is written out: %s',
    async (endpoint) => {
      await expect(reach(endpoint, { system: 'kubernetes', answers: [] })).resolves.toBeUndefined();
    },
  );

  it.each([
    ['127.0.0.1:6443', 'loopback'],
    ['[::1]:6443', 'loopback'],
    ['169.254.0.5:6443', 'link-local'],
    ['[fe80::1]:6443', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['[fd00:ec2::254]', 'metadata'],
    ['100.64.0.1:6443', 'shared'],
    ['0.0.0.0:6443', 'reserved'],
  ])('never at %s (%s)', async (endpoint, cause) => {
    await expect(reach(endpoint, { system: 'kubernetes' })).rejects.toMatchObject({ params: { cause } });
  });

  it.each(['2130706433', '0x7f.0.0.1', '127.1', 'localhost'])('nor where %s leads', async (endpoint) => {
    const resolved = reach(endpoint, { system: 'gobgp', protocol: 'grpcs', answers: ['127.0.0.1'] });
    await expect(resolved).rejects.toMatchObject({ params: { cause: 'loopback' } });
  });

  it.each([
    ['kubernetes', 'http'],
    ['gobgp', 'grpc'],
  ] as const)('%s not in clear, unless the process lists the very place', async (system, protocol) => {
    await expect(reach('10.1.0.1:9000', { system, protocol })).rejects.toMatchObject({
      params: { cause: 'not-encrypted' },
    });
    const listed = reach('127.0.0.1:9000', { system, protocol, allowed: ['127.0.0.1:9000'] });
    await expect(listed).resolves.toBeUndefined();
  });

  it.each([
    ['https', 443],
    ['grpcs', 50_051],
    ['ssh', 22],
  ] as const)('takes the usual port of %s', (protocol, port) => {
    expect(parseTarget('gw.example', protocol).port).toBe(port);
  });
});
