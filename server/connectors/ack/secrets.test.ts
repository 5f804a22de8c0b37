import { describe, expect, test } from 'vitest';
import { sealBody } from './secrets';

const seal = (body: object, action = 'GetClusterAddonInstance') =>
  sealBody(body, action, (secret) => `fp${secret.length}`);
const sealConfig = (config: unknown) => seal({ name: 'terway-edge', config: JSON.stringify(config) }).config;

describe('an add-on configuration', () => {
  test('without secrets stays as it is', () => {
    const config = { IPVlan: 'false', PodVswitchId: { 'cn-hangzhou-h': ['vsw-1'] }, a: [1, null, true, { b: [{}] }] };
    expect(sealConfig(config)).toEqual(config);
  });

  test.each([
    'access_key',
    'access_secret',
    'AccessKeySecret',
    'password',
    'clientSecret',
    'bearerToken',
    'credential_path',
    'tls_private_key',
    'apiKey',
    'kubeconfig',
  ])('keeps of %s only that it changes', (name) => {
    expect(sealConfig({ outer: { [name]: 'CANARY' } })).toEqual({ outer: { [name]: 'sealed:fp6' } });
    expect(JSON.stringify(sealConfig({ [name]: { deeper: ['CANARY'] }, list: [{ [name]: 'CANARY' }] }))).not.toContain(
      'CANARY',
    );
  });

  test.each([
    '-----BEGIN RSA PRIVATE KEY-----CANARY',
    'users: [{ user: { client-key-data: CANARY } }]',
    'key LTAI5tCANARYCANARY99',
  ])('knows a secret by its content: %s', (text) => {
    expect(JSON.stringify(sealConfig({ note: text, notes: [text, { more: text }] }))).not.toContain('CANARY');
  });

  test('keeps what a switch or an empty text says, whatever it is called', () => {
    expect(sealConfig({ enableSecretRotation: true, password: '', token: null })).toEqual({
      ...{ enableSecretRotation: true, password: '', token: null },
    });
  });

  test.each([['{"password":"CANARY'], ['CANARY'], ['["CANARY"]'], ['"CANARY"']])(
    'that is no JSON object (%s) is not kept at all',
    (config) => {
      expect(seal({ name: 'a', config })).toEqual({ name: 'a', config: 'unreadable' });
    },
  );

  test.each(['', 'null', null, undefined])('that is not there (%s) is none', (config) => {
    expect(seal({ name: 'a', config }).config).toBeUndefined();
  });
});

describe('any other body', () => {
  test('loses scripts, keys and tokens', () => {
    const body = {
      nodepools: [{ kubernetes_config: { user_data: 'CANARY', pre_user_data: 'CANARY' }, login_password: 'CANARY' }],
    };
    expect(seal(body, 'DescribeClusterNodePools')).toEqual({ nodepools: [{ kubernetes_config: {} }] });
  });
});
