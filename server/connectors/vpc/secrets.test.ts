import { describe, expect, test } from 'vitest';
import { KEY_FINGERPRINT, sealSecrets } from './secrets';

const seal = (value: unknown) => sealSecrets(value, (secret) => `fp:${secret.length}`);

describe('sealing a body', () => {
  test('turns a BGP key into its fingerprint', () => {
    expect(seal({ BgpGroups: { BgpGroup: [{ AuthKey: 'CANARY', Name: 'a' }] } })).toEqual({
      BgpGroups: { BgpGroup: [{ [KEY_FINGERPRINT]: 'fp:6', Name: 'a' }] },
    });
  });

  test.each(['AuthKey', 'authKey', 'AUTHKEY', 'MacsecKeys', 'Cak', 'ClientSecret', 'password', 'PrivateKey'])(
    'keeps nothing called %s',
    (name) => {
      const nested = { [name]: { deeper: ['CANARY', { [name]: 'CANARY' }] } };
      expect(JSON.stringify(seal({ rows: [nested, { [name]: 'CANARY' }, { [name]: 12345 }] }))).not.toMatch(
        /CANARY|12345/,
      );
    },
  );

  test('makes no fingerprint of no key', () => {
    expect(seal({ AuthKey: '' })).toEqual({});
    expect(seal({ AuthKey: null })).toEqual({});
  });

  test('takes no fingerprint from the source', () => {
    expect(seal({ [KEY_FINGERPRINT]: 'forged' })).toEqual({});
  });

  test('leaves everything else as it is', () => {
    const body = { RequestId: 'r', List: [1, 'x', null, true, { a: [] }], AuthKeyword: 'no key' };
    expect(seal(body)).toEqual(body);
  });

  test('survives depth and members that are called like the prototype', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
    expect(() => seal(deep)).not.toThrow();
    seal(JSON.parse('{"__proto__": {"polluted": true}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
