import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { freshnessOf } from '@/domain/estate/view';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { readPartsAt } from '@/server/db/parts-at';
import { readRowsMovedSince } from '@/server/db/rows-moved-since';
import { ConnectorError, type Observation } from '@/server/connectors/types';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { readEstateOnce } from './estate-keeper';
import { partsAt } from './freshness';
import { loadEstateView } from './load-estate';

const HOUR = 3_600_000;
const MIGRATION = 'prisma/migrations/20261126002500_part_spans/migration.sql';

const vbr = ObservedResource.parse({ kind: 'vbr', key: 'vbr-1', attributes: { key: 'vbr-1', status: 'active' } });
const table = ObservedResource.parse({
  kind: 'route-table',
  key: 'vtb-1',
  attributes: { key: 'vtb-1', router: 'vbr-1', routerKind: 'vbr' },
});
const route = ObservedResource.parse({
  kind: 'route-entry',
  key: 'vtb-1|10.0.0.0/16|custom|ri-1',
  attributes: { prefix: '10.0.0.0/16', nextHop: { kind: 'router-interface', key: 'ri-1' }, routeTable: 'vtb-1' },
});
const ROUTERS = [{ kind: 'vbr' }, { kind: 'route-table' }] as const;
const ENTRIES = { kind: 'route-entry', within: 'vtb-1' } as const;
const whole = (...routes: ObservedResource[]) => anObservation([vbr, table, ...routes], [...ROUTERS, ENTRIES]);
const denied = (): Observation => ({
  ...anObservation([vbr, table], ROUTERS),
  failures: [{ ...ENTRIES, error: new ConnectorError('denied', 'DescribeRouteEntryList') }],
});

describe('the estate at a past moment', () => {
  let world: TestWorld;
  let sourceId: string;
  beforeEach(async () => {
    world = await createTestWorld();
    sourceId = await addTestSource(world);
    return () => world.close();
  });

  const collect = (answer: Observation) => {
    const connect = () => aFakeConnector(() => answer);
    return collectSource({ ...world.asJob(), connect }, { sourceId, trigger: 'schedule' });
  };
  /** The moment of a reading, and then time goes by. */
  const read = async (answer: Observation, thenMs = 60_000) => {
    const at = world.now();
    await collect(answer);
    world.travel(thenMs);
    return at;
  };
  /** As everybody is told, which is the newest taken back, and is what was valid then. */
  const viewAt = async (moment: Date) => {
    const view = await loadEstateView(world.db, { now: world.now(), at: moment });
    const whole = await readEstateOnce(world.db, partsAt(await readPartsAt(world.db, moment), moment), moment);
    expect({ estate: view.estate, declared: view.declared }).toEqual(whole);
    return view;
  };
  const at = async (moment: Date) => {
    const view = await viewAt(moment);
    const [first] = view.estate.vbrs;
    return {
      tables: view.estate.vbrs.map((each) => each.routeTable?.entries?.map(({ prefix }) => prefix)),
      table: first?.routeTable?.entries,
      entries: freshnessOf(view, 'route-entry', 'vtb-1'),
      parts: view.parts.map(({ kind, within, stale }) => ({ kind, within, stale })),
    };
  };

  it('has the table of a router that has gone since', async () => {
    const then = await read(whole(route));
    const before = await at(then);
    const gone = await read(anObservation([], ROUTERS));
    expect(await at(then)).toEqual(before);
    expect(before).toMatchObject({ tables: [['10.0.0.0/16']], entries: { stale: false } });
    expect(await at(gone)).toMatchObject({ tables: [], entries: null });
  });

  it('has no table that was read only later', async () => {
    const nothing = new Date(world.now().getTime() - 1);
    const then = await read(denied());
    const before = await at(then);
    const later = await read(whole());
    expect(before).toMatchObject({ tables: [undefined], entries: { observedAt: null, stale: true } });
    expect(await at(then)).toEqual(before);
    expect((await at(later)).table).toEqual([]);
    expect(await at(nothing)).toMatchObject({ tables: [], parts: [] });
  });

  it('is as old as it was while the source was silent, and fresh again from when it spoke', async () => {
    const then = await read(whole(route), HOUR);
    const again = await read(whole(route));
    await read(whole(route), HOUR);
    const within = new Date(then.getTime() + HOUR / 2);
    expect((await at(within)).entries).toMatchObject({ stale: true, observedAt: then.toISOString() });
    const between = new Date(again.getTime() + 30_000);
    expect((await at(between)).entries).toMatchObject({ stale: false, observedAt: between.toISOString() });
    const lately = world.now();
    expect((await at(lately)).entries).toMatchObject({
      stale: true,
      observedAt: new Date(again.getTime() + 60_000).toISOString(),
    });
  });

  it('keeps old what one part did not say while the others spoke', async () => {
    const then = await read(whole(route));
    for (let minute = 0; minute < 5; minute += 1) await read(denied());
    const silent = world.now();
    await read(whole(route));
    const past = await at(new Date(silent.getTime() - 1_000));
    expect(past.entries).toMatchObject({ stale: true, observedAt: then.toISOString() });
    expect(past.parts.find(({ kind }) => kind === 'vbr')).toMatchObject({ stale: false });
  });

  it('shares with the newest whatever was the same', async () => {
    const other = ObservedResource.parse({ kind: 'vbr', key: 'vbr-2', attributes: { key: 'vbr-2' } });
    const then = await read(anObservation([vbr, other, table, route], [...ROUTERS, ENTRIES]));
    await read(anObservation([vbr, other, table], [...ROUTERS, ENTRIES]));
    const { estate: now } = await loadEstateView(world.db, { now: world.now() });
    const { estate: past } = await viewAt(then);
    expect(past.vbrs[0]?.routeTable?.entries).toHaveLength(1);
    expect(past.vbrs[1]).toBe(now.vbrs[1]);
    expect((await viewAt(world.now())).estate).toBe(now);
    expect((await loadEstateView(world.db, { now: world.now() })).estate).toBe(now);
  });

  it('believes who was believed then, and knows of no part of which a row cannot be read', async () => {
    const second = await addTestSource(world, { key: 'second' });
    const inactive = ObservedResource.parse({
      kind: 'vbr',
      key: 'vbr-1',
      attributes: { key: 'vbr-1', status: 'inactive' },
    });
    const readSecond = (...resources: ObservedResource[]) => {
      const connect = () => aFakeConnector(() => anObservation(resources, [{ kind: 'vbr' }]));
      return collectSource({ ...world.asJob(), connect }, { sourceId: second, trigger: 'schedule' });
    };
    const then = await read(whole(route));
    await readSecond(inactive);
    const both = world.now();
    world.travel(HOUR);
    await readSecond(inactive);
    const silent = world.now();
    const status = async (moment: Date) => (await viewAt(moment)).estate.vbrs.map((each) => each.status);
    expect(await status(then)).toEqual(['active']);
    expect(await status(both)).toHaveLength(1);
    expect(await status(silent)).toEqual(['inactive']);
    world.travel(1_000);
    await readSecond();
    expect(await status(silent)).toEqual(['inactive']);
    await world.db.resourceVersion.updateMany({
      where: { kind: 'route-entry' },
      data: { attributes: { prefix: '?' }, form: '', validTo: world.now() },
    });
    await bumpEstateRevision(world.db, world.now(), { kind: 'reading', sourceId, startedAt: world.now() });
    expect((await viewAt(silent)).estate.vbrs[0]?.routeTable?.entries).toBeUndefined();
  });

  it('is read whole where too much has moved since to be taken back', async () => {
    const then = await read(whole(route));
    await read(whole());
    expect((await readRowsMovedSince(world.db, then, 1))?.rows).toHaveLength(1);
    expect(await readRowsMovedSince(world.db, then, 0)).toBeNull();
  });

  it('is known of an installation from before this was kept: parts since their first row, silences, and what has gone', async () => {
    const then = await read(whole(route), HOUR);
    const again = await read(whole(route));
    await read(anObservation([], ROUTERS));
    const spans = await world.db.collectionPartSpan.findMany({ orderBy: [{ kind: 'asc' }, { endedAt: 'asc' }] });
    expect(spans.length).toBeGreaterThan(0);
    await asBefore(world.ownerUrl);
    const within = new Date(then.getTime() + HOUR / 2);
    expect(await at(then)).toMatchObject({ tables: [['10.0.0.0/16']], entries: { stale: false } });
    expect(await at(again)).toMatchObject({ tables: [['10.0.0.0/16']] });
    expect((await at(within)).parts).toContainEqual({ kind: 'vbr', stale: true });
    expect((await at(again)).parts).toContainEqual({ kind: 'vbr', stale: false });
    expect((await at(world.now())).tables).toEqual([]);
  });
});

/** Takes away what the migration brought, and runs it on what stands there. */
async function asBefore(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('drop table collection_part_span; alter table collection_part drop column began_at');
  await client.query(await readFile(MIGRATION, 'utf8'));
  await client.end();
}
