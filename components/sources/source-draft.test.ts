import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, endpointOf, fieldOfRefusal, inputOf, keyOf, problemsIn, type SourceDraft } from './source-draft';

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
    expect(endpointOf(region)).toBe(endpoint);
  });

  it('is left to the server when the field is empty', () => {
    expect(inputOf(draft())).not.toHaveProperty('endpoint');
  });

  it('loses the scheme and the slash it was copied with', () => {
    expect(inputOf(draft({ endpoint: 'https://vpc.example.aliyuncs.com/' })).endpoint).toBe('vpc.example.aliyuncs.com');
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
    expect(keyOf({ name, region })).toBe(key);
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
  ] as const)('hold %s to its bounds: "%s"', (field, text) => {
    expect(Object.keys(problemsIn(draft({ [field]: text })))).toEqual([field]);
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
