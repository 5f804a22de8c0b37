import { describe, expect, it } from 'vitest';
import '@/server/testing/context';
import { fingerprint, seal, SealError, unseal } from './secrets';

describe('sealed secrets', () => {
  it('open for their owner', () => {
    expect(unseal('source-1', seal('source-1', 'LTAI-secret é 中'))).toBe('LTAI-secret é 中');
    expect(unseal('source-1', seal('source-1', ''))).toBe('');
  });

  it('never look the same twice and do not hold the text', () => {
    const first = seal('source-1', 'LTAI-secret');
    expect(Buffer.from(first.sealed).equals(Buffer.from(seal('source-1', 'LTAI-secret').sealed))).toBe(false);
    expect(Buffer.from(first.sealed).includes('LTAI-secret')).toBe(false);
  });

  it('do not open for another owner, with another key, or when a byte changed', () => {
    const sealed = seal('source-1', 'LTAI-secret');
    expect(() => unseal('source-2', sealed)).toThrow(SealError);
    expect(() => unseal('source-1', { ...sealed, keyId: '0123456789abcdef' })).toThrow(SealError);
    for (const index of [0, 1, 13, 29, sealed.sealed.length - 1]) {
      const bytes = Uint8Array.from(sealed.sealed);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect(() => unseal('source-1', { ...sealed, sealed: bytes })).toThrow(SealError);
    }
    expect(() => unseal('source-1', { ...sealed, sealed: new Uint8Array([1, 2]) })).toThrow(SealError);
  });

  it('are compared by fingerprints that show nothing', () => {
    expect(fingerprint('bgp-key')).toBe(fingerprint('bgp-key'));
    expect(fingerprint('bgp-key')).not.toBe(fingerprint('bgp-kez'));
    expect(fingerprint('bgp-key')).toMatch(/^[0-9a-f]{32}$/);
  });
});
