import { expect, it } from 'vitest';
import { openConnection } from './connection';
import { anAccount } from './testing/recorded-source';

it.each([
  ['as usual', undefined, [10_000, 10_000, 10_000]],
  ['no longer than the whole reading', 5, [5_000, 5_000, 5_000]],
  ['longer where the whole may be long, but not for what a change waits for', 1_800, [30_000, 10_000, 30_000]],
])('gives a call its time: %s', async (_what, deadlineSeconds, expected) => {
  const given: number[] = [];
  const call = (_action: string, _parameters: object, limits: { deadlineMs: number }) => {
    given.push(limits.deadlineMs);
    return Promise.resolve({});
  };
  // An account of its own: calls of one account wait for each other.
  const source = { ...anAccount, accessKeyId: `LTAI${deadlineSeconds ?? 0}`, deadlineSeconds, system: 'vpc' as const };
  const { reading, once } = openConnection(source, () => call, {});
  for (const read of [reading({ urgent: false }), reading({ urgent: true }), once()]) await read('DescribeVpcs', {});
  expect(given).toEqual(expected);
});
