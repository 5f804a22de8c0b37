import { describe, expect, it } from 'vitest';
import { SourceConnection, storedConnection } from './connection';
import { SourceCredential, SourceSettings } from './settings';

const key = { accessKeyId: 'LTAI-example', accessKeySecret: 'not-a-secret' };
const hostKey = `SHA256:${'A'.repeat(43)}`;

const CASES: [string, unknown, { endpoint: string; protocol: string }, string][] = [
  [
    'a VPC account',
    { system: 'vpc', region: 'cn-hangzhou', ...key },
    { endpoint: 'vpc.cn-hangzhou.aliyuncs.com', protocol: 'https' },
    'access-key',
  ],
  [
    'a container service account',
    { system: 'ack', region: 'cn-hangzhou', ...key },
    { endpoint: 'cs.cn-hangzhou.aliyuncs.com', protocol: 'https' },
    'access-key',
  ],
  [
    'a kubeconfig',
    { system: 'kubernetes', cluster: 'c1', access: { kind: 'kubeconfig', kubeconfig: 'apiVersion: v1' } },
    { endpoint: '', protocol: 'https' },
    'kubeconfig',
  ],
  [
    'a cluster behind an account',
    { system: 'kubernetes', cluster: 'c1', access: { kind: 'ack', source: 'hz-ack' } },
    { endpoint: '', protocol: 'https' },
    'none',
  ],
  [
    'GoBGP in clear',
    { system: 'gobgp', gateway: 'gw', endpoint: '192.0.2.1:50051' },
    { endpoint: '192.0.2.1:50051', protocol: 'grpc' },
    'none',
  ],
  [
    'GoBGP over TLS',
    { system: 'gobgp', gateway: 'gw', endpoint: '192.0.2.1:50051', tls: { ca: 'pem' } },
    { endpoint: '192.0.2.1:50051', protocol: 'grpcs' },
    'tls',
  ],
  [
    'FRR',
    { system: 'frr', gateway: 'gw', endpoint: '192.0.2.1', user: 'causeway', hostKey, privateKey: 'pem' },
    { endpoint: '192.0.2.1', protocol: 'ssh' },
    'ssh-key',
  ],
];

describe('a connection', () => {
  it.each(CASES)('to %s is stored with its secret apart', (_name, typed, place, kind) => {
    const connection = SourceConnection.parse(typed);
    const stored = storedConnection(connection);
    expect(stored).toMatchObject(place);
    expect(stored.credential.kind).toBe(kind);
    expect(SourceSettings.parse(stored.settings)).toEqual(stored.settings);
    expect(SourceCredential.parse(stored.credential)).toEqual(stored.credential);
    for (const secret of ['not-a-secret', 'pem', 'apiVersion'])
      expect(JSON.stringify({ ...stored, credential: undefined })).not.toContain(secret);
  });

  it.each([
    [
      'a host key that is no digest',
      {
        system: 'frr',
        gateway: 'gw',
        endpoint: '192.0.2.1',
        user: 'causeway',
        hostKey: 'ssh-rsa AAAA',
        privateKey: 'pem',
      },
    ],
    [
      'a user with an option in it',
      { system: 'frr', gateway: 'gw', endpoint: '192.0.2.1', user: '-oProxyCommand=x', hostKey, privateKey: 'pem' },
    ],
    ['a command to run here', { system: 'frr', gateway: 'gw', access: { kind: 'local', command: ['sh', '-c', 'id'] } }],
    ['a scheme in the endpoint', { system: 'gobgp', gateway: 'gw', endpoint: 'http://192.0.2.1' }],
  ])('is refused with %s', (_name, typed) => {
    expect(SourceConnection.safeParse(typed).success).toBe(false);
  });
});
