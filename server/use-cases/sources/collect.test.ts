import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { ConnectorError, type Observation } from '@/server/connectors/types';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation, type FakeConnector } from '@/server/testing/fake-connector';
import { takeJobs } from '@/server/testing/jobs';
import { addTestSource } from '@/server/testing/sources';
import type { Context } from '../context';
import { runPorts } from '../changes/run/ports';
import { loadEstateView } from '../estate/load-estate';
import { collectRouter, collectSource } from './collect';

const vbr = ObservedResource.parse({ kind: 'vbr', key: 'vbr-1', attributes: { key: 'vbr-1', status: 'active' } });
const table = ObservedResource.parse({
  kind: 'route-table',
  key: 'vtb-1',
  attributes: { key: 'vtb-1', router: 'vbr-1', routerKind: 'vbr' },
});
const group = ObservedResource.parse({
  kind: 'bgp-group',
  key: 'bgpg-1',
  attributes: { key: 'bgpg-1', vbr: 'vbr-1', peerAsn: 65001, authKeyFingerprint: 'f'.repeat(32) },
});
const peer = (receivedRoutes: number) =>
  ObservedResource.parse({
    kind: 'bgp-peer',
    key: 'bgp-1',
    attributes: {
      key: 'bgp-1',
      group: 'bgpg-1',
      vbr: 'vbr-1',
      observed: { sessionState: 'established', receivedRoutes },
    },
  });
const route = (prefix: string, description?: string) =>
  ObservedResource.parse({
    kind: 'route-entry',
    key: `vtb-1|${prefix}|custom|ri-1`,
    attributes: { prefix, nextHop: { kind: 'router-interface', key: 'ri-1' }, routeTable: 'vtb-1', description },
  });

const TABLES = [{ kind: 'vbr' }, { kind: 'route-table' }, { kind: 'route-entry', within: 'vtb-1' }] as const;
const full = (...routes: ObservedResource[]) => anObservation([vbr, table, ...routes], TABLES);

describe('collecting a source', () => {
  let world: TestWorld;
  let source: FakeConnector;
  let job: Context;
  let sourceId: string;

  beforeEach(async () => {
    world = await createTestWorld();
    source = aFakeConnector(() => full(route('10.0.0.0/16'), route('172.16.0.0/16')));
    job = { ...world.asJob('collect-source'), connect: () => source };
    sourceId = await addTestSource(world);
    return () => world.close();
  });

  const collect = () => collectSource(job, { sourceId, trigger: 'schedule' });
  const answer = (observation: Observation) => (source.answer = async () => observation);
  const currentKeys = async () => {
    const rows = await world.db.resourceVersion.findMany({ where: { validTo: null }, orderBy: { key: 'asc' } });
    return rows.map((row) => row.key);
  };
  const view = () => loadEstateView(world.db, { now: world.now() });
  const routesOf = async () => (await view()).estate.vbrs[0]?.routeTable?.entries?.map((entry) => entry.prefix);

  it('stores what it reads, and the estate shows it', async () => {
    expect(await collect()).toMatchObject({ outcome: 'complete', added: 4, changed: 0, gone: 0 });
    const { estate, parts } = await view();
    expect(estate.vbrs[0]?.routeTable?.entries?.map((entry) => entry.prefix)).toEqual(['10.0.0.0/16', '172.16.0.0/16']);
    expect(parts.every((part) => !part.stale && part.observedAt === world.now().toISOString())).toBe(true);
  });

  it('writes no version when nothing changed, only freshness', async () => {
    await collect();
    const before = await world.db.resourceVersion.findMany({ orderBy: { id: 'asc' } });
    const { revision } = await view();
    const entries = await world.db.auditEntry.count();
    world.travel(60_000);
    expect(await collect()).toMatchObject({ outcome: 'complete', added: 0, changed: 0, gone: 0 });
    expect(await world.db.resourceVersion.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(await world.db.auditEntry.count()).toBe(entries);
    const after = await view();
    expect(after.revision).toBe(revision);
    expect(after.parts[0]?.observedAt).toBe(world.now().toISOString());
  });

  it('keeps the past: a changed and a removed route can be read as they were', async () => {
    await collect();
    const then = world.now();
    world.travel(60_000);
    answer(full(route('10.0.0.0/16', 'edited elsewhere')));
    expect(await collect()).toMatchObject({ added: 0, changed: 1, gone: 1 });
    expect(await routesOf()).toEqual(['10.0.0.0/16']);
    const past = await loadEstateView(world.db, { now: world.now(), at: then });
    expect(past.estate.vbrs[0]?.routeTable?.entries).toMatchObject([
      { prefix: '10.0.0.0/16' },
      { prefix: '172.16.0.0/16' },
    ]);
  });

  it('says in the audit what moved, by whom it was seen', async () => {
    await collect();
    world.travel(60_000);
    answer(full(route('10.0.0.0/16')));
    await collect();
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'estate.changed', actorKind: 'system', actorName: 'collect-source' });
    expect(entry.objects).toContain('route-entry:vtb-1|172.16.0.0/16|custom|ri-1');
    expect(entry.detail).toMatchObject({ added: 0, changed: 0, gone: 1, trigger: 'schedule' });
  });

  it('gives a moving counter a version but no line in the audit', async () => {
    const parts = [
      { kind: 'vbr' },
      { kind: 'bgp-group', within: 'vbr-1' },
      { kind: 'bgp-peer', within: 'vbr-1' },
    ] as const;
    answer(anObservation([vbr, group, peer(1)], parts));
    await collect();
    const entries = await world.db.auditEntry.count();
    answer(anObservation([vbr, group, peer(2)], parts));
    world.travel(60_000);
    expect(await collect()).toMatchObject({ changed: 1 });
    expect(await world.db.auditEntry.count()).toBe(entries);
  });

  it('has waiting changes checked once when something moved, and not when only counters did', async () => {
    const sessions = (received: number) =>
      anObservation([group, peer(received)], [{ kind: 'bgp-group' }, { kind: 'bgp-peer' }]);
    answer(sessions(1));
    await collect();
    answer(sessions(2));
    expect(await takeJobs(world, 'check-ground')).toBe(1);
    await collect();
    expect(await takeJobs(world, 'check-ground')).toBe(0);
    answer(full(route('10.0.0.0/16')));
    await collect();
    answer(full(route('172.16.0.0/16')));
    await collect();
    expect(await takeJobs(world, 'check-ground')).toBe(1);
  });

  it('does not let half a page delete: what was not read to its end stays and grows stale', async () => {
    await collect();
    world.travel(200_000);
    answer({
      ...anObservation([vbr, table, route('10.0.0.0/16')], [{ kind: 'vbr' }, { kind: 'route-table' }]),
      failures: [
        { kind: 'route-entry', within: 'vtb-1', error: new ConnectorError('unavailable', 'page 2 never came') },
      ],
    });
    expect(await collect()).toMatchObject({ outcome: 'partial', gone: 0, error: { kind: 'unavailable' } });
    expect(await routesOf()).toEqual(['10.0.0.0/16', '172.16.0.0/16']);
    const { parts } = await view();
    expect(parts.find((part) => part.kind === 'route-entry')).toMatchObject({ stale: true });
    expect(parts.find((part) => part.kind === 'vbr')).toMatchObject({ stale: false });
  });

  it('notes a part once, however many of its requests failed', async () => {
    await collect();
    const error = new ConnectorError('unavailable', 'DescribeRouteTableList did not answer', {
      code: 'ServiceUnavailable',
    });
    const failures = [
      { kind: 'route-table', error },
      { kind: 'route-table', error },
    ] as const;
    answer({ ...anObservation([], []), failures });
    await collect();
    expect(await currentKeys()).toContain('vtb-1');
    const part = await world.db.collectionPart.findFirstOrThrow({
      where: { sourceId, kind: 'route-table', within: '' },
    });
    expect(part.errorCode).toBe('ServiceUnavailable');
  });

  it('keeps everything when the source is silent, and says so', async () => {
    await collect();
    world.travel(200_000);
    source.answer = () => Promise.reject(new ConnectorError('unavailable', 'no answer within 10 s'));
    expect(await collect()).toMatchObject({ outcome: 'failed', error: { kind: 'unavailable' } });
    expect(await currentKeys()).toHaveLength(4);
    expect((await view()).parts.every((part) => part.stale)).toBe(true);
    const part = await world.db.collectionPart.findFirstOrThrow({ where: { kind: 'vbr' } });
    expect(part).toMatchObject({ errorKind: 'unavailable', errorMessage: 'no answer within 10 s' });
  });

  it('keeps what came before its deadline, and says of the rest that it came too late', async () => {
    await world.db.source.update({ where: { id: sourceId }, data: { deadlineSeconds: 1 } });
    const cut = {
      ...anObservation([vbr], [{ kind: 'vbr' }]),
      failures: [
        { kind: 'route-table', error: new ConnectorError('unavailable', 'given up') },
        { kind: 'bgp-peer', error: new ConnectorError('denied', 'DescribeBgpPeers') },
      ],
    } as const;
    source.answer = (_scope, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve(cut)));
    const error = { kind: 'unavailable', code: 'DeadlineExceeded' };
    expect(await collect()).toMatchObject({ outcome: 'partial', added: 1, error });
    const codes = await world.db.collectionPart.findMany({ orderBy: { kind: 'asc' }, select: { errorCode: true } });
    expect(codes.map(({ errorCode }) => errorCode)).toEqual([null, 'DeadlineExceeded', null]);
    source.answer = () => new Promise(() => {});
    expect(await collect()).toMatchObject({ outcome: 'failed', error });
  });

  it('drops an answer that comes later than a newer one', async () => {
    await collect();
    let deliver: (observation: Observation) => void = () => {};
    source.answer = () => new Promise((resolve) => (deliver = resolve));
    const slow = collect();
    await expect.poll(() => source.asked.length).toBe(2);
    world.travel(1_000);
    answer(full(route('10.0.0.0/16'), route('10.9.0.0/16')));
    await collect();
    deliver(full(route('10.0.0.0/16'), route('172.16.0.0/16')));
    expect(await slow).toMatchObject({ outcome: 'partial', added: 0, changed: 0, gone: 0, late: 3 });
    expect(await routesOf()).toEqual(['10.0.0.0/16', '10.9.0.0/16']);
  });

  it('takes what was inside a router that is gone along with it', async () => {
    await collect();
    world.travel(60_000);
    answer(anObservation([], [{ kind: 'vbr' }, { kind: 'route-table' }]));
    expect(await collect()).toMatchObject({ gone: 4 });
    expect(await currentKeys()).toEqual([]);
    expect(await world.db.collectionPart.findMany({ where: { kind: 'route-entry' } })).toEqual([]);
  });

  it('reads one router alone when asked to, and leaves the rest untouched', async () => {
    await collect();
    world.travel(60_000);
    answer(anObservation([route('10.0.0.0/16')], [{ kind: 'route-entry', within: 'vtb-1' }]));
    expect(await collectRouter(job, { kind: 'vbr', key: 'vbr-1' })).toMatchObject({ gone: 1 });
    expect(source.asked.at(-1)).toEqual({ router: { kind: 'vbr', key: 'vbr-1' } });
    expect(await currentKeys()).toEqual(['vbr-1', 'vtb-1', 'vtb-1|10.0.0.0/16|custom|ri-1']);
    await expect(collectRouter(job, { kind: 'vbr', key: 'vbr-9' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is ground for a change of one router unless what that rests on fell short', async () => {
    const entries = { kind: 'route-entry', within: 'vtb-1' } as const;
    const rows = [{ key: 'x-9', problem: 'prefix is missing or odd' }];
    const ports = runPorts(job);
    const ground = () => ports.observe({ kind: 'vbr', key: 'vbr-1' });
    const fell = (short: Partial<Observation>) => answer({ ...full(route('10.0.0.0/16')), ...short });
    await collect();

    const circuits = { kind: 'physical-connection' } as const;
    fell({
      partly: [
        { ...circuits, rows },
        { kind: 'v-switch', rows },
      ],
    });
    expect(await ground()).toEqual({ ok: true });
    fell({ failures: [{ ...circuits, error: new ConnectorError('denied', 'DescribePhysicalConnections') }] });
    expect(await ground()).toEqual({ ok: true });

    fell({
      partly: [
        { ...circuits, rows },
        { ...entries, rows },
      ],
    });
    expect(await ground()).toMatchObject({
      ok: false,
      code: 'RowsNotUnderstood',
      detail: expect.stringContaining('x-9') as string,
    });
    fell({ failures: [{ ...entries, error: new ConnectorError('denied', 'DescribeRouteEntryList') }] });
    expect(await ground()).toEqual({ ok: false, code: 'denied', detail: 'DescribeRouteEntryList' });
    source.answer = () => Promise.reject(new ConnectorError('unavailable', 'no answer'));
    expect(await ground()).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it('survives hostile names without reporting them as changed again and again', async () => {
    const hostile = full(route('10.0.0.0/16', 'a\0b\ud800<script>'));
    answer(hostile);
    expect(await collect()).toMatchObject({ outcome: 'complete', added: 3 });
    world.travel(60_000);
    expect(await collect()).toMatchObject({ added: 0, changed: 0, gone: 0 });
  });

  it('keeps what it understood of a part beside rows that it did not, names those, and believes nothing to be gone', async () => {
    const rows = ['a', 'b', 'c', 'd'].map((key) => ({ key, problem: 'prefix is missing or odd' }));
    const skipped = rows.map((row) => ({ kind: 'route-entry' as const, ...row }));
    const partly = (...routes: ObservedResource[]) => ({
      ...anObservation([vbr, table, ...routes], [{ kind: 'vbr' }, { kind: 'route-table' }]),
      partly: [{ kind: 'route-entry' as const, within: 'vtb-1', rows }],
      skipped,
    });
    answer(partly(route('10.0.0.0/16')));
    const error = { kind: 'rejected', code: 'RowsNotUnderstood' };
    expect(await collect()).toMatchObject({ outcome: 'partial', added: 3, error });
    expect(await routesOf()).toEqual(['10.0.0.0/16']);
    const entries = async () => (await view()).parts.find((part) => part.kind === 'route-entry');
    expect(await entries()).toMatchObject({ observedAt: null, stale: true });
    world.travel(60_000);
    answer(partly(route('10.0.0.0/16', 'changed'), route('10.1.0.0/16')));
    expect(await collect()).toMatchObject({ outcome: 'partial', added: 1, changed: 1, gone: 0 });
    world.travel(60_000);
    answer(partly(route('10.1.0.0/16')));
    expect(await collect()).toMatchObject({ outcome: 'partial', added: 0, gone: 0 });
    expect(await routesOf()).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
    const { errorCode, errorMessage } = await world.db.collectionPart.findFirstOrThrow({
      where: { kind: 'route-entry' },
    });
    expect(errorCode).toBe('RowsNotUnderstood');
    expect(errorMessage).toMatch(/^a \(prefix is missing or odd\), b .*, c .*, …$/);
    world.travel(60_000);
    answer(full(route('10.1.0.0/16')));
    expect(await collect()).toMatchObject({ outcome: 'complete', gone: 1 });
    expect(await entries()).toMatchObject({ observedAt: world.now().toISOString(), stale: false });
  });

  it('tells an empty table from a table never read', async () => {
    answer(anObservation([vbr, table], [{ kind: 'vbr' }, { kind: 'route-table' }]));
    await collect();
    expect(await routesOf()).toBeUndefined();
    answer(full());
    world.travel(60_000);
    await collect();
    expect(await routesOf()).toEqual([]);
  });

  it('is for jobs alone', async () => {
    await expect(
      collectSource({ ...world.as('admin'), connect: () => source }, { sourceId, trigger: 'manual' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the revision of the estate', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });

  it('is another when a part grows stale, because verdicts are', async () => {
    const sourceId = await addTestSource(world);
    const job = { ...world.asJob(), connect: () => aFakeConnector(() => full(route('10.0.0.0/16'))) };
    await collectSource(job, { sourceId, trigger: 'schedule' });
    const revision = async () => (await loadEstateView(world.db, { now: world.now() })).revision;
    const fresh = await revision();
    expect(await revision()).toBe(fresh);
    world.travel(181_000);
    const stale = await revision();
    expect(stale).not.toBe(fresh);
    await collectSource(job, { sourceId, trigger: 'schedule' });
    expect(await revision()).toBe(fresh);
  });

  it('gives the same object for the same revision, so that nobody assembles twice', async () => {
    const sourceId = await addTestSource(world);
    const job = { ...world.asJob(), connect: () => aFakeConnector(() => full(route('10.0.0.0/16'))) };
    await collectSource(job, { sourceId, trigger: 'schedule' });
    const load = async () => (await loadEstateView(world.db, { now: world.now() })).estate;
    expect(await load()).toBe(await load());
  });
});
