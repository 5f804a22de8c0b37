import { describe, expect, it } from 'vitest';
import {
  connectionOf,
  credentialKind,
  EMPTY_DRAFT,
  endpointOf,
  fieldOfRefusal,
  inputOf,
  keyOf,
  problemsIn,
  type SourceDraft,
} from './source-draft';

const draft = (edits: Partial<SourceDraft> = {}): SourceDraft => ({
  ...EMPTY_DRAFT,
  name: 'Hangzhou production',
  region: 'cn-hangzhou',
  accessKeyId: 'LTAI-example',
  accessKeySecret: 'not-a-secret',
  ...edits,
});

describe('the endpoint', () => {
  it.each([
    ['cn-hangzhou', 'vpc.cn-hangzhou.aliyuncs.com'],
    [' ap-southeast-1 ', 'vpc.ap-southeast-1.aliyuncs.com'],
    ['', ''],
    ['cn', ''],
    ['cn-hangzhou/../', ''],
  ])('of region "%s" is "%s"', (region, endpoint) => {
    expect(endpointOf({ system: 'vpc', region })).toBe(endpoint);
  });

  it('is another for the container service', () => {
    expect(endpointOf({ system: 'ack', region: 'cn-hangzhou' })).toBe('cs.cn-hangzhou.aliyuncs.com');
  });

  it('is left to the server when the field is empty', () => {
    expect(inputOf(draft()).connection).not.toHaveProperty('endpoint');
  });

  it('loses the scheme and the slash it was copied with', () => {
    expect(inputOf(draft({ endpoint: 'https://vpc.example.aliyuncs.com/' })).connection).toMatchObject({
      endpoint: 'vpc.example.aliyuncs.com',
    });
  });

  it('keeps a scheme that would not be used, so that it is refused at the field', () => {
    expect(problemsIn(draft({ endpoint: 'http://vpc.example.aliyuncs.com' }))).toHaveProperty('endpoint');
  });
});

describe('the short name', () => {
  it.each([
    ['Hangzhou production', 'cn-hangzhou', 'hangzhou-production'],
    ['  --HZ #1--  ', 'cn-hangzhou', 'hz-1'],
    ['杭州生产', 'cn-hangzhou', 'cn-hangzhou'],
    ['杭州生产', '', ''],
    ['x'.repeat(80), 'cn-hangzhou', 'x'.repeat(63)],
  ])('of "%s" in "%s" is "%s"', (name, region, key) => {
    expect(keyOf({ system: 'vpc', name, region, cluster: '', gateway: '' })).toBe(key);
  });

  it('is the typed one where there is one', () => {
    expect(inputOf(draft({ key: 'mine' })).key).toBe('mine');
  });
});

describe('problems of a draft', () => {
  it('are none in a good one', () => {
    expect(problemsIn(draft())).toEqual({});
  });

  it('name every empty field at once as missing', () => {
    const problems = problemsIn(EMPTY_DRAFT);
    expect(Object.keys(problems).sort()).toEqual(['accessKeyId', 'accessKeySecret', 'key', 'name', 'region']);
    expect(Object.values(problems).map((problem) => problem.code)).toEqual(Array(5).fill('missing'));
  });

  it('are about where to connect only, when a connection is tried', () => {
    expect(Object.keys(problemsIn({ ...EMPTY_DRAFT, region: 'nowhere' }, 'connection')).sort()).toEqual([
      'accessKeyId',
      'accessKeySecret',
      'region',
    ]);
  });

  it.each([
    ['callsPerMinute', ''],
    ['callsPerMinute', '0'],
    ['callsPerMinute', '1.5'],
    ['intervalSeconds', '4'],
    ['intervalSeconds', 'often'],
    ['deadlineSeconds', ''],
    ['deadlineSeconds', '3601'],
  ] as const)('hold %s to its bounds: "%s"', (field, text) => {
    expect(Object.keys(problemsIn(draft({ [field]: text })))).toEqual([field]);
  });
});

describe('a draft of another system', () => {
  const hostKey = `SHA256:${'A'.repeat(43)}`;
  it.each<[string, Partial<SourceDraft>, string]>([
    ['kubeconfig', { system: 'kubernetes', cluster: 'c1', kubeconfig: 'apiVersion: v1' }, 'kubeconfig'],
    ['none', { system: 'kubernetes', cluster: 'c1', access: 'ack', source: 'hz-ack' }, 'none'],
    ['tls', { system: 'gobgp', gateway: 'gw', endpoint: '192.0.2.1:50051' }, 'tls'],
    ['none', { system: 'gobgp', gateway: 'gw', endpoint: '192.0.2.1:50051', tls: false }, 'none'],
    ['ssh-key', { system: 'frr', gateway: 'gw', endpoint: '192.0.2.1', hostKey, privateKey: 'pem' }, 'ssh-key'],
  ])('asks for %s and is good when it is there', (_kind, edits, kind) => {
    expect(credentialKind(draft(edits))).toBe(kind);
    expect(problemsIn(draft(edits))).toEqual({});
  });

  it('asks for the address inside the VPC only where that is chosen', () => {
    const access = (edits: Partial<SourceDraft>) =>
      connectionOf(draft({ system: 'kubernetes', cluster: 'c1', access: 'ack', source: 'hz-ack', ...edits }));
    const asked = { kind: 'ack', source: 'hz-ack' };
    expect(access({})).toEqual({ system: 'kubernetes', cluster: 'c1', access: asked });
    expect(access({ privateAddress: true })).toMatchObject({ access: { ...asked, privateAddress: true } });
    expect(
      problemsIn(draft({ system: 'kubernetes', cluster: 'c1', access: 'ack', source: 'a', privateAddress: true })),
    ).toEqual({});
  });

  it.each<[Partial<SourceDraft>, string[]]>([
    [{ system: 'kubernetes' }, ['cluster', 'kubeconfig']],
    [{ system: 'kubernetes', access: 'ack' }, ['cluster', 'source']],
    [{ system: 'gobgp' }, ['endpoint', 'gateway']],
    [{ system: 'frr', user: '' }, ['endpoint', 'gateway', 'hostKey', 'privateKey', 'user']],
  ])('names what is missing of %j', (edits, fields) => {
    const problems = problemsIn(draft(edits));
    expect(Object.keys(problems).sort()).toEqual(fields);
    expect(new Set(Object.values(problems).map(({ code }) => code))).toEqual(new Set(['missing']));
  });

  it('keeps what was typed for a system while another is looked at', () => {
    const typed = draft({ system: 'kubernetes', cluster: 'c1' });
    expect(inputOf({ ...typed, system: 'vpc' }).connection).toMatchObject({ region: 'cn-hangzhou' });
  });
});

describe('a refusal', () => {
  it.each([
    ['source-key-taken', 'key'],
    ['target-refused', 'endpoint'],
    ['target-unresolved', 'endpoint'],
    ['permission-missing', null],
  ])('for %s stands at %s', (reason, field) => {
    expect(fieldOfRefusal(reason)).toBe(field);
  });
});
