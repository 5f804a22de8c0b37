import { expect, test, vi } from 'vitest';
import { Pace, paceOf } from './pace';

test('so many calls go out in any minute, and then none until the first is a minute old', () => {
  let now = 0;
  const pace = new Pace(2, () => now);
  const call = () => pace.run(() => Promise.resolve());
  return (async () => {
    await call();
    now = 10_000;
    await call();
    expect(pace.waitMs()).toBe(50_000);
    now = 60_000;
    expect(pace.waitMs()).toBe(0);
  })();
});

test('calls go one after another, and one that fails holds nobody up', async () => {
  const pace = new Pace(100);
  const order: string[] = [];
  const first = pace.run(async () => {
    order.push('first begins');
    await Promise.resolve();
    order.push('first ends');
    throw new Error('broken');
  });
  const second = pace.run(async () => order.push('second'));
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});

test('whoever gives up while waiting never calls', async () => {
  const pace = new Pace(1, () => 0);
  await pace.run(() => Promise.resolve());
  const stop = new AbortController();
  const call = vi.fn(() => Promise.resolve());
  const waiting = pace.run(call, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow();
  expect(call).not.toHaveBeenCalled();
});

test('a place has one pace, with the limit that was named last', async () => {
  const pace = paceOf('pace-test', 1);
  await pace.run(() => Promise.resolve());
  expect(pace.waitMs()).toBeGreaterThan(0);
  expect(paceOf('pace-test', 5)).toBe(pace);
  expect(pace.waitMs()).toBe(0);
});
