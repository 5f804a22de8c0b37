import { beforeEach, describe, expect, it } from 'vitest';
import { aPerson, createTestWorld, type TestWorld } from '@/server/testing/context';
import type { Context } from '../context';
import { addPerson } from '../people/add-person';
import { getView, listViews, removeView, saveView } from './saved-views';

describe('saved views', () => {
  let world: TestWorld;
  let lin: Context;
  let wang: Context;

  beforeEach(async () => {
    world = await createTestWorld();
    const add = async (name: string): Promise<Context> => {
      const { personId } = await addPerson(world.as('admin'), { name, email: `${name}@example.net` });
      return { ...world.as(), actor: { ...aPerson(name, ['viewer']), id: personId } as Context['actor'] };
    };
    [lin, wang] = [await add('lin'), await add('wang')];
    return () => world.close();
  });

  const address = '/topology?layer=bgp&select=vbr:vbr-1';

  it('are one’s own until they are shared', async () => {
    const { viewId } = await saveView(lin, { name: 'BGP', address });
    expect(await listViews(lin, {})).toMatchObject([{ name: 'BGP', address, mine: true, owner: 'lin' }]);
    expect(await listViews(wang, {})).toEqual([]);
    await saveView(lin, { viewId, name: 'BGP', address, shared: true });
    expect(await listViews(wang, {})).toMatchObject([{ name: 'BGP', mine: false, owner: 'lin' }]);
  });

  it('are changed and removed by their owner alone, on the record', async () => {
    const { viewId } = await saveView(lin, { name: 'BGP', address, shared: true });
    await expect(saveView(wang, { viewId, name: 'mine now', address })).rejects.toMatchObject({ code: 'not-found' });
    await expect(removeView(wang, { viewId })).rejects.toMatchObject({ code: 'not-found' });
    await removeView(lin, { viewId });
    expect(await listViews(lin, {})).toEqual([]);
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'view.remove', actorName: 'lin', before: { name: 'BGP' } });
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a b', ''])(
    'lead nowhere but to this site: %j',
    async (elsewhere) => {
      await expect(saveView(lin, { name: 'x', address: elsewhere })).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );

  it('are opened by whoever may see them; of the others nobody learns', async () => {
    const { viewId } = await saveView(lin, { name: 'BGP', address });
    expect(await getView(lin, { viewId })).toMatchObject({ name: 'BGP', address, mine: true });
    await expect(getView(wang, { viewId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getView(wang, { viewId: 'no such view' })).rejects.toMatchObject({ reason: 'view-not-found' });
    await saveView(lin, { viewId, name: 'BGP', address, shared: true });
    expect(await getView(wang, { viewId })).toMatchObject({ address, mine: false, owner: 'lin' });
  });

  it('keep where things were put, however many, until they are put elsewhere', async () => {
    const moves = Array.from({ length: 2_000 }, (_, n) => `node:c0|edge-${n}~${n}~10`).join(',');
    const { viewId } = await saveView(lin, { name: 'mine', address, moves });
    expect(await getView(lin, { viewId })).toMatchObject({ address, moves });
    await saveView(lin, { viewId, name: 'renamed', address, shared: true });
    expect(await getView(wang, { viewId })).toMatchObject({ name: 'renamed', moves });
    await saveView(lin, { viewId, name: 'renamed', address: `${address}&moves=a~1~1`, moves: '' });
    expect((await getView(lin, { viewId })).moves).toBe('');
    const entry = await world.db.auditEntry.findFirstOrThrow({
      where: { action: 'view.save' },
      orderBy: { seq: 'asc' },
    });
    expect(entry.after).toMatchObject({ moves: 2_000 });
    await expect(saveView(lin, { name: 'x', address, moves: 'x'.repeat(400_001) })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('need somebody who is signed in', async () => {
    await expect(listViews(world.anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(saveView(world.asJob(), { name: 'x', address })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
