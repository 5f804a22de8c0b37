import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withDeadline } from './deadline';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => {});

test('a call that answers in time gives its answer and leaves no timer behind', async () => {
  expect(await withDeadline(() => Promise.resolve('answer'), 1000, 'X')).toBe('answer');
  expect(vi.getTimerCount()).toBe(0);
});

test('a call that does not answer fails with an unknown outcome when its time is up', async () => {
  const failed = expect(withDeadline(never, 1000, 'X')).rejects.toMatchObject({
    kind: 'unavailable',
    details: { outcome: 'unknown' },
  });
  await vi.advanceTimersByTimeAsync(1000);
  await failed;
});

test('a caller who gives up does not wait for the answer', async () => {
  const caller = new AbortController();
  const failed = expect(withDeadline(never, 1000, 'X', caller.signal)).rejects.toMatchObject({ kind: 'unavailable' });
  caller.abort();
  await failed;
  expect(vi.getTimerCount()).toBe(0);
});

test('a call that fails after its time was up goes unnoticed', async () => {
  const late = () => new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('late')), 2000));
  const failed = expect(withDeadline(late, 1000, 'X')).rejects.toMatchObject({ kind: 'unavailable' });
  await vi.advanceTimersByTimeAsync(3000);
  await failed;
});

test('a caller who gave up before sends nothing', async () => {
  const call = vi.fn(never);
  await expect(withDeadline(call, 1000, 'X', AbortSignal.abort())).rejects.toThrow();
  expect(call).not.toHaveBeenCalled();
});
