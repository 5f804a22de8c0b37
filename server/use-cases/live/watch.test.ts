import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { inTransaction } from '@/server/db/client';
import { type Notice, notify } from '@/server/db/notify';
import { aPerson, createTestWorld, type TestWorld } from '@/server/testing/context';
import { setAppliesStopped } from '../settings/applies-stopped';
import { createHub, type Hub } from './hub';
import { type LiveEvent, watch } from './watch';

describe('the live stream', () => {
  let world: TestWorld;
  let hub: Hub;
  let stop: AbortController;
  let actor: Actor;
  let asked: number;

  beforeEach(async () => {
    world = await createTestWorld();
    hub = createHub(world.appUrl);
    stop = new AbortController();
    actor = aPerson('lin', ['viewer']);
    asked = 0;
    return async () => {
      stop.abort();
      await hub.close();
      await world.close();
    };
  });

  const send = (...notices: Notice[]) =>
    inTransaction(world.db, async (tx) => {
      for (const notice of notices) await notify(tx, notice);
    });

  async function open() {
    const stream = watch(async () => (asked++, actor), stop.signal, hub);
    expect((await stream.next()).value).toEqual({ kind: 'connected' });
    // The connection is made in the background; from here on it listens.
    await expect.poll(listening).toBe(1);
    return stream;
  }
  const listening = async () => {
    const [row] = await world.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where application_name = 'causeway listener' and datname = current_database() and query ilike 'listen%'`;
    return row?.count;
  };
  const next = async (stream: AsyncGenerator<LiveEvent>) => (await stream.next()).value as LiveEvent | undefined;

  it('tells ids after the commit, and nothing of what was rolled back', async () => {
    const stream = await open();
    await expect(
      inTransaction(world.db, async (tx) => {
        await notify(tx, { topic: 'change', id: 'never' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await send({ topic: 'change', id: 'c1' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { change: ['c1'] } });
  });

  it('bundles what comes close together, each id once', async () => {
    const stream = await open();
    await send({ topic: 'change', id: 'c1' }, { topic: 'change', id: 'c2' }, { topic: 'estate', id: 's1' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { change: ['c1', 'c2'], estate: ['s1'] } });
    for (let at = 0; at < 20; at += 1) await send({ topic: 'change', id: `c${at % 3}` });
    const event = await next(stream);
    expect(event?.kind === 'changed' && event.topics.change?.length).toBeLessThanOrEqual(3);
  });

  it('is kept to what the person may know', async () => {
    const stream = await open();
    await send({ topic: 'audit', id: 'head' }, { topic: 'person', id: 'somebody' }, { topic: 'source', id: 's1' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { source: ['s1'] } });
    actor = aPerson('lin', ['auditor']);
    await send({ topic: 'person', id: 'lin' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { person: ['lin'] } });
    await send({ topic: 'audit', id: 'head' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { audit: ['head'] } });
  });

  it('ends when the person is disabled', async () => {
    const stream = await open();
    actor = { kind: 'anonymous' };
    await send({ topic: 'person', id: 'lin' });
    await expect(stream.next()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toBe(2);
    expect((await stream.next()).done).toBe(true);
  });

  it('does not open for nobody', async () => {
    actor = { kind: 'anonymous' };
    const stream = watch(async () => actor, stop.signal, hub);
    await expect(stream.next()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('comes back by itself when the database connection is lost, and says that something was missed', async () => {
    const stream = await open();
    await world.db.$queryRaw`
      select pg_terminate_backend(pid)::text from pg_stat_activity
      where application_name = 'causeway listener' and datname = current_database()`;
    expect(await next(stream)).toEqual({ kind: 'resync' });
    await send({ topic: 'estate', id: 's1' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { estate: ['s1'] } });
  });

  it('hears of what a command did, and of its row in the audit', async () => {
    actor = aPerson('lin', ['auditor']);
    const stream = await open();
    await setAppliesStopped(world.as('engineer'), { stopped: true, reason: 'odd readings' });
    expect(await next(stream)).toEqual({
      kind: 'changed',
      topics: { setting: ['applies-stopped'], audit: ['head'] },
    });
  });

  it('ignores what others say on the channel', async () => {
    const stream = await open();
    await world.db.$executeRaw`select pg_notify('causeway', 'not json')`;
    await world.db.$executeRaw`select pg_notify('causeway', '{"topic":"unheard-of","id":"x"}')`;
    await send({ topic: 'estate', id: 's1' });
    expect(await next(stream)).toEqual({ kind: 'changed', topics: { estate: ['s1'] } });
  });

  it('ends quietly when the browser goes away, one connection for all of them', async () => {
    const first = await open();
    const second = watch(async () => actor, stop.signal, hub);
    await second.next();
    expect(await listening()).toBe(1);
    const pending = [first.next(), second.next()];
    stop.abort();
    for (const each of await Promise.all(pending)) expect(each.done).toBe(true);
  });
});
