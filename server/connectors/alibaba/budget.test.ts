import { describe, expect, test } from 'vitest';
import { Budget, budgetOf } from './budget';
import { systemClock, type Clock } from './clock';
import { aClock } from './testing/clock';
import { anAccount } from './testing/recorded-source';

const aSource = { ...anAccount, system: 'vpc' } as const;

/** When each of `count` calls went out, with a call that takes `takesMs`. */
async function goingOut(clock: Clock, budget: Budget, count: number, takesMs = 0): Promise<number[]> {
  const sent: number[] = [];
  const call = async () => {
    sent.push(clock.now());
    await clock.sleep(takesMs);
  };
  await Promise.all(Array.from({ length: count }, () => budget.run('DescribeVpcs', call)));
  return sent;
}

describe('a budget', () => {
  test('lets a small collection go at once', async () => {
    const clock = aClock();
    expect(await goingOut(clock, new Budget(60, clock), 60)).toEqual(Array.from({ length: 60 }, () => 0));
  });

  test.each([1, 7, 30])('never lets more than %i calls of one API go in any minute', async (limit) => {
    const clock = aClock();
    const sent = await goingOut(clock, new Budget(limit, clock), limit * 4 + 1, 137);
    expect(sent.length).toBe(limit * 4 + 1);
    for (const at of sent)
      expect(sent.filter((each) => each >= at && each < at + 60_000).length).toBeLessThanOrEqual(limit);
  });

  test('uses up what it may: the last of 3 minutes of calls goes out when the third minute begins', async () => {
    const clock = aClock();
    expect(Math.max(...(await goingOut(clock, new Budget(10, clock), 30)))).toBe(120_000);
  });

  test.each([0, -5, Number.NaN, 0.5])('of %d calls a minute is one of one call', async (callsPerMinute) => {
    const clock = aClock();
    expect(await goingOut(clock, new Budget(callsPerMinute, clock), 2)).toEqual([0, 60_000]);
  });

  test('counts every API by itself', async () => {
    const clock = aClock();
    const budget = new Budget(1, clock);
    await budget.run('DescribeVpcs', () => Promise.resolve());
    await budget.run('DescribeBgpPeers', () => Promise.resolve());
    expect(clock.now()).toBe(0);
    expect(budget.waitMs('DescribeVpcs')).toBe(60_000);
  });

  test('keeps silent on an API that asked for it', async () => {
    const clock = aClock();
    const budget = new Budget(100, clock);
    budget.pause('DescribeVpcs', 1500);
    budget.pause('DescribeVpcs', 200);
    expect(await goingOut(clock, budget, 1)).toEqual([1500]);
  });

  test('never has more than its slots of calls under way, and frees the slot of a call that fails', async () => {
    const clock = aClock();
    const budget = new Budget(1000, clock, 3);
    let running = 0;
    let most = 0;
    const call = async () => {
      most = Math.max(most, (running += 1));
      await clock.sleep(10);
      running -= 1;
      throw new Error('failed');
    };
    await Promise.allSettled(Array.from({ length: 20 }, () => budget.run('X', call)));
    expect(most).toBe(3);
    expect(clock.now()).toBe(70);
  });

  test('lets an urgent call go before those that wait', async () => {
    const clock = aClock();
    const budget = new Budget(1000, clock, 1);
    const order: string[] = [];
    const call = (name: string) => async () => {
      order.push(name);
      await clock.sleep(5);
    };
    await Promise.all([
      budget.run('X', call('first')),
      budget.run('X', call('patient')),
      budget.run('X', call('urgent'), { urgent: true }),
      budget.run('X', call('urgent too'), { urgent: true }),
    ]);
    expect(order).toEqual(['first', 'urgent', 'urgent too', 'patient']);
  });

  test('an exhausted API does not hold the slots of the others', async () => {
    const clock = aClock();
    const budget = new Budget(1, clock, 1);
    const waiting = Promise.all([0, 1].map(() => budget.run('Busy', () => Promise.resolve())));
    const at = budget.run('Free', () => Promise.resolve(clock.now()));
    expect(await at).toBe(0);
    await waiting;
  });
});

describe('budgets of sources', () => {
  test('are shared by everybody who speaks to one source, and follow its setting', () => {
    const first = budgetOf({ ...aSource, callsPerMinute: 10 }, systemClock);
    expect(budgetOf({ ...aSource, callsPerMinute: 20 }, systemClock)).toBe(first);
  });

  test.each([{ region: 'cn-shanghai' }, { accessKeyId: 'LTAIexampleKey02' }, { endpoint: '127.0.0.1:2' }])(
    'differ by %o',
    (other) => {
      expect(budgetOf({ ...aSource, ...other }, systemClock)).not.toBe(budgetOf(aSource, systemClock));
    },
  );
});
