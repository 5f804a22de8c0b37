import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestWorld } from '@/server/testing/context';
import { ConnectionInTurn } from './in-turn';

it('a connection that is asked several things at once asks them in turn, and one that fails stops none after it', async () => {
  const world = await createTestWorld();
  const connection = new ConnectionInTurn({ connectionString: world.appUrl });
  await connection.connect();
  let [atOnce, most] = [0, 0];
  const ask = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    most = Math.max(most, ++atOnce);
    return (ask.apply(this, args as never) as unknown as Promise<unknown>).finally(() => (atOnce -= 1));
  } as never;
  try {
    const answers = await Promise.allSettled(
      ['select 1 as n', 'select 1/0 as n', 'select 3 as n'].map((text) => connection.query<{ n: number }>(text)),
    );
    expect(answers.map((each) => (each.status === 'fulfilled' ? each.value.rows[0]?.n : 'failed'))).toEqual([
      1,
      'failed',
      3,
    ]);
    expect(most).toBe(1);
  } finally {
    pg.Client.prototype.query = ask;
    await connection.end();
    await world.close();
  }
});
