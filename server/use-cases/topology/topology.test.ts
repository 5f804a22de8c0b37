import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { findObjects } from './find-objects';
import { readObject } from './read-object';
import { readTimeline } from './read-timeline';
import { readTopology } from './read-topology';

const vbr = ObservedResource.parse({ kind: 'vbr', key: 'vbr-1', attributes: { key: 'vbr-1', status: 'active' } });
const table = ObservedResource.parse({
  kind: 'route-table',
  key: 'vtb-1',
  attributes: { key: 'vtb-1', router: 'vbr-1', routerKind: 'vbr' },
});
const route = (prefix: string) =>
  ObservedResource.parse({
    kind: 'route-entry',
    key: `vtb-1|${prefix}|custom|ri-1`,
    attributes: { prefix, nextHop: { kind: 'router-interface', key: 'ri-1' }, routeTable: 'vtb-1' },
  });
const PARTS = [{ kind: 'vbr' }, { kind: 'route-table' }, { kind: 'route-entry', within: 'vtb-1' }] as const;

describe('the topology of what has been read', () => {
  let world: TestWorld;
  let first: string;

  const read = (...prefixes: string[]) => {
    const observation = anObservation([vbr, table, ...prefixes.map(route)], PARTS);
    return async (sourceId: string) => {
      const job = { ...world.asJob('collect-source'), connect: () => aFakeConnector(() => observation) };
      await collectSource(job, { sourceId, trigger: 'schedule' });
    };
  };

  beforeEach(async () => {
    world = await createTestWorld();
    const sourceId = await addTestSource(world);
    await read('10.0.0.0/16')(sourceId);
    first = world.now().toISOString();
    world.travel(60_000);
    await read('10.0.0.0/16', '10.9.0.0/16')(sourceId);
    return () => world.close();
  });

  it('is drawn for whoever may read the estate', async () => {
    const picture = await readTopology(world.as('viewer'), {});
    expect(picture).toMatchObject({ empty: false, differences: null, totals: { putAway: 0 } });
    expect(picture.graph.nodes.map((each) => each.id)).toContain('vbr:vbr-1');
    await expect(readTopology(world.anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('of the past is as it was, and says what has changed since', async () => {
    const rowsOf = async (at?: string) => {
      const { graph } = await readTopology(world.as('viewer'), at ? { at } : {});
      return graph.nodes.find((each) => each.id === 'vbr:vbr-1')?.rows.filter((each) => each.kind === 'route').length;
    };
    expect([await rowsOf(first), await rowsOf()]).toEqual([1, 2]);
    const { differences, graph } = await readTopology(world.as('viewer'), { since: first });
    expect(differences).toMatchObject({ added: 0, removed: 0, changed: 1 });
    expect(differences?.objects[0]).toMatchObject({ id: 'vbr:vbr-1', routes: { added: 1, removed: 0 } });
    expect(graph.nodes.find((each) => each.id === 'vbr:vbr-1')?.difference).toBe('changed');
    const later = new Date(world.now().getTime() + 1_000).toISOString();
    await expect(readTopology(world.as('viewer'), { since: later })).rejects.toMatchObject({
      reason: 'compare-with-earlier',
    });
  });

  it('says which end of a path nobody knows', async () => {
    const picture = await readTopology(world.as('viewer'), { from: '10.0.0.1', to: 'nowhere' });
    expect(picture).toMatchObject({ verdict: null, unknownEnd: 'nowhere' });
    const known = await readTopology(world.as('viewer'), { from: '10.0.0.1', to: '10.9.0.0/16' });
    expect(known.verdict).toMatchObject({ kind: 'unknown' });
  });

  it('finds what is meant, with what has to be open for it', async () => {
    const { count, objects } = await findObjects(world.as('viewer'), { find: 'VBR-' });
    expect(count).toBe(1);
    expect(objects[0]).toMatchObject({ id: 'vbr:vbr-1', kind: 'vbr' });
    expect(objects[0]?.within.map((each) => each.id)).toEqual(['region:']);
    expect(await findObjects(world.as('viewer'), { find: ' ' })).toEqual({ count: 0, objects: [] });
  });

  it('tells of one object what was read, by whom and when', async () => {
    const details = await readObject(world.as('viewer'), { kind: 'vbr', key: 'vbr-1' });
    expect(details.drawn).toMatchObject({ title: { text: 'vbr-1' }, status: expect.any(String) as string });
    expect(details.tables[0]).toMatchObject({ key: 'vtb-1', rows: 2 });
    expect(details.resources).toEqual([{ kind: 'vbr', key: 'vbr-1' }]);
    expect(details.fields).toContainEqual(
      expect.objectContaining({ field: 'status', observed: 'active', drift: false, stale: false }),
    );
    await expect(readObject(world.as('viewer'), { kind: 'vpc', key: 'no-such' })).rejects.toMatchObject({
      reason: 'object-not-found',
    });
  });

  it('has marks where it moved', async () => {
    const { marks } = await readTimeline(world.as('viewer'), { hours: 1 });
    expect(marks.map((each) => each.kind)).toEqual(['reading', 'reading']);
    expect(marks.at(-1)).toMatchObject({ at: world.now().toISOString(), written: 1 });
    world.travel(3 * 3_600_000);
    expect((await readTimeline(world.as('viewer'), { hours: 1 })).marks).toEqual([]);
  });
});
