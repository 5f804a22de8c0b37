import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../types';
import { readKubeconfig } from './kubeconfig';
import { kubeconfigOf } from './testing/source';

const SERVER = 'https://10.1.0.1:6443';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('says where a cluster is, what proves it, and what opens it', () => {
  const cluster = { 'certificate-authority-data': base64(PEM), 'tls-server-name': 'kubernetes' };
  expect(readKubeconfig(kubeconfigOf({ server: `${SERVER}/clusters/c1/`, cluster }))).toEqual({
    protocol: 'https',
    host: '10.1.0.1',
    port: 6443,
    basePath: '/clusters/c1',
    ca: PEM,
    serverName: 'kubernetes',
    authorization: 'Bearer CANARY-token',
  });
});

test.each([
  ['a client certificate', { 'client-certificate-data': base64(PEM), 'client-key-data': base64(PEM) }, { key: PEM }],
  ['a name and a password', { username: 'a', password: 'b' }, { authorization: `Basic ${base64('a:b')}` }],
  ['nothing', null, { port: 6443 }],
])('takes %s', (_what, user, expected) => {
  expect(readKubeconfig(kubeconfigOf({ server: SERVER, user: user as object }))).toMatchObject(expected);
});

test('takes YAML, as the console gives it', () => {
  const yaml = `apiVersion: v1
clusters: [{ name: c, cluster: { server: "${SERVER}" } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
users: [{ name: u, user: { token: abc } }]
`;
  expect(readKubeconfig(yaml).authorization).toBe('Bearer abc');
});

const withUser = (user: object) => kubeconfigOf({ server: SERVER, user });
const withCluster = (cluster: object) => kubeconfigOf({ server: SERVER, cluster });

describe('refuses', () => {
  test.each<[string, string, string]>([
    ['a program to run', withUser({ exec: { command: 'sh' } }), 'KubeconfigExec'],
    ['an empty program', withUser({ exec: null }), 'KubeconfigExec'],
    ['an auth provider', withUser({ 'auth-provider': { name: 'oidc' } }), 'KubeconfigAuthProvider'],
    ['a token file', withUser({ tokenFile: '/etc/passwd' }), 'KubeconfigFilePath'],
    ['a certificate file', withUser({ 'client-certificate': '/a', 'client-key': '/b' }), 'KubeconfigFilePath'],
    ['a key file beside a token', withUser({ token: 'a', 'client-key': '/b' }), 'KubeconfigFilePath'],
    ['a CA file', withCluster({ 'certificate-authority': '/etc/passwd' }), 'KubeconfigFilePath'],
    ['a proxy', withCluster({ 'proxy-url': 'http://127.0.0.1:1' }), 'KubeconfigProxy'],
    ['somebody else to act as', withUser({ token: 'a', as: 'admin' }), 'KubeconfigImpersonation'],
    ['to leave the far end unverified', withCluster({ 'insecure-skip-tls-verify': true }), 'KubeconfigInsecure'],
    ['a token of two lines', withUser({ token: 'CANARY\r\nhost: evil' }), 'KubeconfigMalformed'],
    ['a certificate that is none', withCluster({ 'certificate-authority-data': 'CANARY' }), 'KubeconfigMalformed'],
    ['an empty text', '', 'KubeconfigMalformed'],
    ['text that is no YAML', '{ CANARY: [', 'KubeconfigMalformed'],
    ['a list', '[]', 'KubeconfigMalformed'],
    ['aliases, which can make a short text endless', 'a: &a [x]\nb: [*a, *a]', 'KubeconfigMalformed'],
    ['a context that is not there', kubeconfigOf({ server: SERVER }).replace('"c"', '"other"'), 'KubeconfigMalformed'],
    ['another scheme', kubeconfigOf({ server: 'file:///etc/passwd' }), 'KubeconfigMalformed'],
    ['a user in the address', kubeconfigOf({ server: 'https://CANARY@10.1.0.1' }), 'KubeconfigMalformed'],
    ['a query in the address', kubeconfigOf({ server: `${SERVER}/?a=CANARY` }), 'KubeconfigMalformed'],
    ['no address', kubeconfigOf({ server: 'CANARY' }), 'KubeconfigMalformed'],
  ])('%s, and quotes nothing of it', (_what, text, code) => {
    let thrown: unknown;
    try {
      readKubeconfig(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConnectorError);
    expect(thrown).toMatchObject({ kind: 'rejected', details: { code, outcome: 'none' } });
    expect(inspect(thrown, { showHidden: true, depth: Infinity })).not.toContain('CANARY');
  });

  test('a program of a user that is not even used', () => {
    const config = JSON.parse(kubeconfigOf({ server: SERVER })) as { users: object[] };
    config.users.push({ name: 'other', user: { exec: { command: 'sh' } } });
    expect(() => readKubeconfig(JSON.stringify(config))).toThrow('runs a program');
  });
});
