import { describe, expect, it } from 'vitest';
import { momentOf } from './moment-of';

const [before, later] = [new Date(1_000), new Date(2_000)];

describe('the moment at which a chosen thing is looked at', () => {
  it.each([
    ['the present', {}, null, null, null],
    ['the past that is shown', {}, later, null, later],
    ['the present, of what came or changed', { difference: 'changed' }, null, before, null],
    ['before, of what has gone since', { difference: 'removed' }, null, before, before],
    ['before, of what had gone by a past moment', { difference: 'removed' }, later, before, before],
    ['the present, of what would be gone in a failure that is tried', { difference: 'removed' }, null, null, null],
  ] as const)('is %s', (_, node, at, since, moment) => {
    expect(momentOf(node, { at, since })).toBe(moment);
  });
});
