import { describe, expect, it } from 'vitest';
import { changedFields } from './changed-fields';

describe('what changed between two versions', () => {
  it('names each field with its values', () => {
    expect(changedFields({ status: 'active', vlanId: 110 }, { status: 'terminating', vlanId: 110, mtu: 1500 })).toEqual(
      ['mtu: ∅ → 1500', 'status: "active" → "terminating"'],
    );
  });

  it('is empty for the same content in another order', () => {
    expect(changedFields({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });

  it('says that a key was changed, and nothing else of it', () => {
    expect(changedFields({ authKeyFingerprint: 'a1' }, { authKeyFingerprint: 'b2' })).toEqual(['authKeyFingerprint']);
    expect(changedFields({ peers: [] }, { peers: [{ authKey: { secret: 'vault-name' } }] })).toEqual(['peers']);
  });

  it('names a long value without printing it', () => {
    expect(changedFields({}, { note: 'x'.repeat(500) })).toEqual(['note']);
  });
});
