import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../types';
import { Budget } from './budget';
import { createRead } from './read';
import { aClock } from './testing/clock';

/** A read whose calls fail as given, one after another, and then succeed. */
function aRead(
  failures: readonly ConnectorError[],
  {
    attempts = 4,
    random = () => 1 - 1e-9,
    signal,
  }: { attempts?: number; random?: () => number; signal?: AbortSignal } = {},
) {
  const clock = aClock({ random });
  const sent: number[] = [];
  const call = () => {
    const failure = failures[sent.length];
    sent.push(clock.now());
    return failure ? Promise.reject(failure) : Promise.resolve({ RequestId: 'r' });
  };
  let counted = 0;
  const limits = { deadlineMs: 1000, attempts };
  const read = createRead(call, {
    budget: new Budget(1000, clock),
    clock,
    limits,
    urgent: false,
    signal,
    counted: () => (counted += 1),
  });
  return { read: () => read('DescribeVpcs', {}), sent, counted: () => counted };
}

const busy = new ConnectorError('unavailable', 'busy');

describe('a read', () => {
  test('is repeated with growing delays while it may succeed', async () => {
    const { read, sent, counted } = aRead([busy, busy, busy]);
    expect(await read()).toEqual({ RequestId: 'r' });
    expect(sent.map(Math.round)).toEqual([0, 250, 750, 1750]);
    expect(counted()).toBe(4);
  });

  test('is spread by chance, so that many readers do not return together', async () => {
    const { read, sent } = aRead([busy, busy], { random: () => 0.5 });
    await read();
    expect(sent).toEqual([0, 125, 375]);
  });

  test('is given up after its attempts with the last failure', async () => {
    const { read, sent } = aRead([busy, busy, busy], { attempts: 3 });
    await expect(read()).rejects.toBe(busy);
    expect(sent).toHaveLength(3);
  });

  test.each(['denied', 'rejected', 'not-found'] as const)('is not repeated when it is %s', async (kind) => {
    const { read, sent } = aRead([new ConnectorError(kind, 'no')]);
    await expect(read()).rejects.toMatchObject({ kind });
    expect(sent).toHaveLength(1);
  });

  test('waits as long as the source asks', async () => {
    const { read, sent } = aRead([new ConnectorError('throttled', 'slow', { retryAfterMs: 30_000 })], {
      random: () => 0,
    });
    await read();
    expect(sent).toEqual([0, 30_000]);
  });

  test('is not repeated for a caller who has gone', async () => {
    const caller = new AbortController();
    const gone = {
      get signal() {
        return caller.signal;
      },
    };
    const { read, sent } = aRead([busy, busy], gone);
    const reading = read();
    caller.abort();
    await expect(reading).rejects.toBeInstanceOf(ConnectorError);
    expect(sent.length).toBeLessThanOrEqual(1);
  });
});
