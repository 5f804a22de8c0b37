import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { inTransaction } from '@/server/db/client';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { removeSource } from '../sources/remove-source';
import { EstateKeeper, isKnown, type KnownState } from './estate-keeper';
import { importEstate } from './import-estate';
import { loadEstateView } from './load-estate';
import { readEstateState } from '@/server/db/estate-state';

const vbr = (key: string, status = 'active') =>
  ObservedResource.parse({ kind: 'vbr', key, attributes: { key, status } });
const table = (of: string) =>
  ObservedResource.parse({
    kind: 'route-table',
    key: `vtb-${of}`,
    attributes: { key: `vtb-${of}`, router: of, routerKind: 'vbr' },
  });
const route = (of: string, prefix: string, nextHop = 'ri-1') =>
  ObservedResource.parse({
    kind: 'route-entry',
    key: `vtb-${of}|${prefix}|custom|${nextHop}`,
    attributes: { prefix, nextHop: { kind: 'router-interface', key: nextHop }, routeTable: `vtb-${of}` },
  });
const router = (of: string, ...prefixes: string[]) => [vbr(of), table(of), ...prefixes.map((each) => route(of, each))];
const KINDS = [{ kind: 'vbr' }, { kind: 'route-table' }, { kind: 'route-entry' }] as const;

const FACTS = (note: string) => `apiVersion: causeway/v1
kind: Estate
metadata: { name: seed }
sites:
  - { key: dc-1, kind: data-centre, note: "${note}" }
`;

describe('an estate that is loaded by what changed', () => {
  let world: TestWorld;
  let sources: readonly [string, string];
  beforeEach(async () => {
    world = await createTestWorld();
    sources = [await addTestSource(world), await addTestSource(world, { key: 'bj' })];
    return () => world.close();
  });

  const reads = (sourceId: string, ...resources: ObservedResource[]) => {
    const connect = () => aFakeConnector(() => anObservation(resources, KINDS));
    return collectSource({ ...world.asJob(), connect }, { sourceId, trigger: 'schedule' });
  };
  const load = () => loadEstateView(world.db, { now: world.now() });
  /** What a process says that has kept nothing. */
  async function fresh(): Promise<EstateView> {
    const keeper = new EstateKeeper();
    const state = await readEstateState(world.db);
    if (!isKnown(state)) throw new Error('nothing was read yet');
    await world.db.$transaction((tx) => keeper.bringForward(tx, state));
    return keeper.viewOf(state, world.now()) as EstateView;
  }
  const routersOf = ({ estate }: EstateView) =>
    estate.vbrs.map(({ key, routeTable }) =>
      [key, ...(routeTable?.entries ?? []).map(({ prefix }) => prefix)].join(' '),
    );

  it('reads one changed route, and everything else stays the same object', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16', '10.1.0.0/16'), ...router('vbr-b', '10.2.0.0/16'));
    await importEstate(world.as('engineer'), { text: FACTS('one') });
    const before = await load();
    world.travel(1_000);
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16', '10.9.0.0/16'), ...router('vbr-b', '10.2.0.0/16'));
    const after = await load();
    expect(after).toEqual(await fresh());
    expect(routersOf(after)).toEqual(['vbr-a 10.0.0.0/16 10.9.0.0/16', 'vbr-b 10.2.0.0/16']);
    expect(after.estate.vbrs[1]).toBe(before.estate.vbrs[1]);
    expect(after.estate.sites).toBe(before.estate.sites);
    const [was, is] = [before.estate.vbrs[0]!, after.estate.vbrs[0]!];
    expect(is.routeTable!.entries![0]).toBe(was.routeTable!.entries![0]);
    expect(routersOf(before)).toEqual(['vbr-a 10.0.0.0/16 10.1.0.0/16', 'vbr-b 10.2.0.0/16']);
  });

  it('is the same view while nothing changed, and the same estate while only ages did', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    const before = await load();
    expect(await load()).toBe(before);
    world.travel(1_000);
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    const after = await load();
    expect(after.parts).not.toEqual(before.parts);
    expect(after.estate).toBe(before.estate);
  });

  it('follows readings that started at the same moment, and one that undid within it what another did', async () => {
    // The clock of tests stands still: all of these begin and end versions at one moment.
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    await load();
    await reads(sources[0], ...router('vbr-a', '10.1.0.0/16'));
    await reads(sources[1], ...router('vbr-b', '10.2.0.0/16'));
    expect(await load()).toEqual(await fresh());
    await reads(sources[0], ...router('vbr-a'));
    await reads(sources[0], ...router('vbr-a', '10.1.0.0/16'));
    const after = await load();
    expect(after).toEqual(await fresh());
    expect(routersOf(after)).toEqual(['vbr-a 10.1.0.0/16', 'vbr-b 10.2.0.0/16']);
  });

  it('takes readings and declarations together that were committed in between', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    await importEstate(world.as('engineer'), { text: FACTS('one') });
    await load();
    world.travel(1_000);
    await Promise.all([
      reads(sources[0], ...router('vbr-a', '10.1.0.0/16')),
      reads(sources[1], ...router('vbr-b', '10.2.0.0/16')),
      importEstate(world.as('engineer'), { text: FACTS('two') }),
      load(),
    ]);
    const after = await load();
    expect(after).toEqual(await fresh());
    expect(after.estate.sites[0]!.note).toBe('two');
    expect(routersOf(after)).toEqual(['vbr-a 10.1.0.0/16', 'vbr-b 10.2.0.0/16']);
  });

  it('never mixes moments and never loses a change, however loads and commits interleave', async () => {
    // Both routers always carry the same prefix, written by one reading: a view with two different ones would be torn.
    const step = (nth: number) => [...router('vbr-a', `10.${nth}.0.0/16`), ...router('vbr-b', `10.${nth}.0.0/16`)];
    await reads(sources[0], ...step(0));
    let done = false;
    const seen: string[][] = [];
    const watching = [1, 2, 3].map(async () => {
      let last = -1;
      while (!done) {
        const view = await load();
        const prefixes = view.estate.vbrs.map(({ routeTable }) =>
          routeTable!.entries!.map(({ prefix }) => prefix).join(),
        );
        seen.push(prefixes);
        const nth = Number(/^10\.(\d+)\./.exec(prefixes[0]!)![1]);
        expect(nth).toBeGreaterThanOrEqual(last);
        last = nth;
      }
    });
    for (let nth = 1; nth <= 12; nth += 1) {
      world.travel(10);
      await reads(sources[0], ...step(nth));
      // Whoever has written sees what was written.
      expect(routersOf(await load())).toEqual([`vbr-a 10.${nth}.0.0/16`, `vbr-b 10.${nth}.0.0/16`]);
    }
    done = true;
    await Promise.all(watching);
    expect(seen.every(([a, b]) => a === b)).toBe(true);
    expect(await load()).toEqual(await fresh());
  });

  it('does not keep what a transaction wrote that was rolled back', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    const before = await load();
    world.travel(1_000);
    const attempt = inTransaction(world.db, async (tx) => {
      await tx.resourceVersion.updateMany({ where: { kind: 'route-entry' }, data: { validTo: world.now() } });
      await bumpEstateRevision(tx, world.now(), { kind: 'reading', sourceId: sources[0], startedAt: world.now() });
      expect(routersOf(await loadEstateView(tx, { now: world.now() }))).toEqual(['vbr-a']);
      expect((await load()).estate).toBe(before.estate);
      throw new Error('the worker dies');
    });
    await expect(attempt).rejects.toThrow('the worker dies');
    expect((await load()).estate).toBe(before.estate);
    // The next one to commit gets the number that was given back.
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16', '10.1.0.0/16'));
    expect(routersOf(await load())).toEqual(['vbr-a 10.0.0.0/16 10.1.0.0/16']);
  });

  it('goes on from where others are for one whose state is older than theirs', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    const keeper = new EstateKeeper();
    const old = (await readEstateState(world.db)) as KnownState;
    await reads(sources[0], ...router('vbr-a', '10.1.0.0/16'));
    const state = (await readEstateState(world.db)) as KnownState;
    const forward = (to: KnownState) => world.db.$transaction((tx) => keeper.bringForward(tx, to));
    expect((await forward(state)).revision).toEqual(state.revision);
    const before = keeper.viewOf(state, world.now())!;
    expect((await forward(old)).revision).toEqual(state.revision);
    expect(keeper.viewOf(old, world.now())).toBeNull();
    expect(keeper.viewOf(state, world.now())!.estate).toBe(before.estate);
  });

  it.each([
    ['a gap in what is remembered', () => world.db.estateChange.deleteMany({ where: { count: 2 } })],
    ['nothing remembered at all', () => world.db.estateChange.deleteMany({})],
    [
      'a database that was set up anew',
      () => world.db.$executeRaw`
      update setting set value = jsonb_set(value, '{base}', '"another"') where key = 'estate-revision'`,
    ],
  ])('reads everything after %s', async (_, happens) => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    await load();
    world.travel(1_000);
    await reads(sources[0], ...router('vbr-a', '10.1.0.0/16'));
    await reads(sources[1], ...router('vbr-b', '10.2.0.0/16'));
    await happens();
    const after = await load();
    expect(after).toEqual(await fresh());
    expect(routersOf(after)).toEqual(['vbr-a 10.1.0.0/16', 'vbr-b 10.2.0.0/16']);
  });

  it('believes the source that is there and fresh where two show the same object', async () => {
    await reads(sources[0], vbr('vbr-a', 'active'));
    await reads(sources[1], vbr('vbr-a', 'inactive'));
    const statusNow = async () => {
      const view = await load();
      expect(view).toEqual(await fresh());
      return view.estate.vbrs.map(({ status }) => status);
    };
    expect(await statusNow()).toHaveLength(1);
    await removeSource(world.as('admin'), { sourceId: sources[0] });
    expect(await statusNow()).toEqual(['inactive']);
    world.travel(3_600_000);
    expect(await statusNow()).toEqual(['inactive']);
    world.travel(1_000);
    await reads(sources[1]);
    expect(await statusNow()).toEqual(['active']);
  });

  it('is another revision when a source may be silent for less long, or is removed while it is silent', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    world.travel(120_000);
    const fine = await load();
    await world.db.source.update({ where: { id: sources[0] }, data: { intervalSeconds: 10 } });
    const silent = await load();
    expect(silent.parts.every(({ stale }) => stale)).toBe(true);
    expect(silent.estate).toBe(fine.estate);
    await removeSource(world.as('admin'), { sourceId: sources[0] });
    const removed = await load();
    expect(new Set([fine, silent, removed].map(({ revision }) => revision)).size).toBe(3);
  });

  it('makes a part unknown in which a row cannot be read, until it can again', async () => {
    await reads(sources[0], ...router('vbr-a', '10.0.0.0/16'));
    await load();
    const spoil = async (attributes: object) => {
      const now = world.now();
      await inTransaction(world.db, async (tx) => {
        await tx.resourceVersion.updateMany({ where: { kind: 'route-entry', validTo: null }, data: { validTo: now } });
        const row = { kind: 'route-entry', key: 'vtb-vbr-a|10.0.0.0/16|custom|ri-1', within: 'vtb-vbr-a' };
        const version = { ...row, id: randomUUID(), sourceId: sources[0], attributes, runNumber: 1, validFrom: now };
        await tx.resourceVersion.create({ data: version });
        await bumpEstateRevision(tx, now, { kind: 'reading', sourceId: sources[0], startedAt: now });
      });
    };
    world.travel(1_000);
    await spoil({ prefix: 'from another version' });
    expect((await load()).estate.vbrs[0]!.routeTable!.entries).toBeUndefined();
    expect(await load()).toEqual(await fresh());
    world.travel(1_000);
    await spoil({ prefix: '10.0.0.0/16', routeTable: 'vtb-vbr-a' });
    expect((await load()).estate.vbrs[0]!.routeTable!.entries).toHaveLength(1);
    expect(await load()).toEqual(await fresh());
  });
});
