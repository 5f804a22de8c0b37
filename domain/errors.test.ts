import { describe, expect, it, vi } from 'vitest';
import { DomainError } from './errors';
import { NetError } from './net/problem';

describe('what a refusal is known by', () => {
  it('one that another bundle made is a refusal all the same', async () => {
    vi.resetModules();
    const elsewhere = (await import('./errors')).DomainError;
    expect(elsewhere).not.toBe(DomainError);
    expect(new elsewhere('not-found', 'object-not-found')).toBeInstanceOf(DomainError);
  });

  it('nothing else is one', () => {
    expect(new Error('DomainError')).not.toBeInstanceOf(DomainError);
    expect({ name: 'DomainError' }).not.toBeInstanceOf(DomainError);
    expect(null).not.toBeInstanceOf(DomainError);
  });

  it('one of a kind is told from the others', () => {
    const error = new DomainError('not-found', 'object-not-found');
    expect(error).toBeInstanceOf(DomainError);
    expect(error).not.toBeInstanceOf(NetError);
  });
});
