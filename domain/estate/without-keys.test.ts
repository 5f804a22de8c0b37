import { describe, expect, it } from 'vitest';
import { withoutKeys } from './without-keys';

describe('what is shown to people who only read', () => {
  it('holds neither the name nor the fingerprint of a key, at any depth', () => {
    const gateway = {
      key: 'gw-1',
      bgpPeers: [{ address: '169.254.10.1', authKey: { secret: 'vault-name' }, hasAuthKey: true }],
      observed: { peers: [{ authKeyFingerprint: 'a1', drops: null }] },
    };
    expect(withoutKeys(gateway)).toEqual({
      key: 'gw-1',
      bgpPeers: [{ address: '169.254.10.1', hasAuthKey: true }],
      observed: { peers: [{ drops: null }] },
    });
  });
});
