import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { ConnectorError, type ReachableSource } from '@/server/connectors/types';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation, type FakeConnector } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { loadEstateView } from '../estate/load-estate';
import { setAppliesStopped, readAppliesStopped } from '../settings/applies-stopped';
import { addSource } from './add-source';
import { collectSource } from './collect';
import { editSource } from './edit-source';
import { enqueueDueCollections } from './enqueue-due';
import { listSources } from './list-sources';
import { connectorOf } from './open-connector';
import { refreshSource } from './refresh-source';
import { removeSource } from './remove-source';
import { testConnection } from './test-connection';
import { upsertSourcesFromFile } from './upsert-sources';

// Names are looked up over the network everywhere else; here they stand still.
vi.mock('node:dns/promises', () => ({
  lookup: async (host: string) =>
    host.startsWith('rebound') ? [{ address: '100.100.100.200', family: 4 }] : [{ address: '203.0.113.7', family: 4 }],
}));

const connection = {
  system: 'vpc' as const,
  region: 'cn-hangzhou',
  accessKeyId: 'LTAI5tExample',
  accessKeySecret: 'SECRET-CANARY-1',
};
const account = { key: 'hz-prod', name: 'Hangzhou production', connection };

describe('sources', () => {
  let world: TestWorld;
  let fake: FakeConnector;

  beforeEach(async () => {
    world = await createTestWorld();
    fake = aFakeConnector(() => anObservation([]));
    return () => world.close();
  });

  const lastEntry = () => world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  const jobs = async () =>
    (
      await world.db.$queryRaw<{ task: string; key: string }[]>`
      select task_identifier as task, key from graphile_worker.jobs order by id`
    ).map((job) => `${job.task} ${job.key}`);
  const admin = () => ({ ...world.as('admin'), connect: () => fake });

  it('are added read-only, over HTTPS, at the vendor of the region, and are read at once', async () => {
    const { sourceId } = await addSource(admin(), account);
    const [source] = await listSources(world.as('viewer'), {});
    expect(source).toMatchObject({
      key: 'hz-prod',
      endpoint: 'vpc.cn-hangzhou.aliyuncs.com',
      protocol: 'https',
      readOnly: true,
      health: 'unread',
      credential: { hint: 'mple', opens: true },
    });
    expect(await lastEntry()).toMatchObject({ action: 'source.add', result: 'done', objects: [`source:${sourceId}`] });
    expect(await jobs()).toEqual([`collect-source collect:${sourceId}`]);
  });

  it('never show their secret: not in a list, not in the audit, not in the row', async () => {
    await addSource(admin(), account);
    const tables = await Promise.all([
      world.db.source.findMany(),
      world.db.sourceCredential.findMany(),
      world.db.auditEntry.findMany(),
      listSources(world.as('admin'), {}),
    ]);
    const text = JSON.stringify(tables, (_key, value: unknown) =>
      typeof value === 'bigint'
        ? value.toString()
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('latin1')
          : value,
    );
    expect(text).not.toContain('SECRET-CANARY-1');
    expect(text).not.toContain('LTAI5tExample');
  });

  it.each(['engineer', 'approver', 'auditor', 'viewer'] as const)(
    'are not added by a mere %s, on the record',
    async (role) => {
      await expect(addSource(world.as(role), account)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await lastEntry()).toMatchObject({ action: 'source.add', result: 'denied', actorName: role });
    },
  );

  it('may not point back inside, and the try is on record', async () => {
    for (const endpoint of ['169.254.169.254', 'localhost:5432', 'rebound.aliyuncs.com', '127.0.0.1:4011']) {
      await expect(addSource(admin(), { ...account, connection: { ...connection, endpoint } })).rejects.toMatchObject({
        reason: expect.stringMatching(/target/),
      });
      expect(await lastEntry()).toMatchObject({
        action: 'source.add',
        result: 'denied',
        detail: { reason: 'target-refused' },
      });
    }
    expect(await world.db.source.count()).toBe(0);
  });

  it('are checked again when they are used: a name that moved inside is not followed', async () => {
    const { sourceId } = await addSource(admin(), account);
    await world.db.source.update({ where: { id: sourceId }, data: { endpoint: 'rebound.aliyuncs.com' } });
    const job = { ...world.asJob(), connect: () => fake };
    expect(await collectSource(job, { sourceId, trigger: 'schedule' })).toMatchObject({
      outcome: 'failed',
      error: { code: 'target-refused' },
    });
    expect(fake.asked).toEqual([]);
  });

  it('refuse a credential of another kind than they open with', async () => {
    const { sourceId } = await addSource(admin(), account);
    const credential = { kind: 'kubeconfig' as const, kubeconfig: 'apiVersion: v1' };
    await expect(editSource(admin(), { sourceId, version: 1, credential })).rejects.toMatchObject({
      reason: 'credential-of-another-kind',
    });
  });

  it('of every system are kept with their settings in clear and their secret apart', async () => {
    const cluster = {
      system: 'kubernetes' as const,
      cluster: 'c1',
      access: { kind: 'ack' as const, source: 'hz-ack' },
    };
    await addSource(admin(), { key: 'c1', name: 'Cluster', connection: cluster });
    const tls = {
      system: 'gobgp' as const,
      gateway: 'gw-1',
      endpoint: '203.0.113.7:50051',
      tls: { ca: 'SECRET-CANARY-4' },
    };
    await addSource(admin(), { key: 'gw-1', name: 'Gateway', connection: tls });
    const listed = await listSources(world.as('viewer'), {});
    expect(listed.map(({ system, settings, protocol }) => [system, protocol, settings])).toEqual([
      ['kubernetes', 'https', { system: 'kubernetes', cluster: 'c1', access: cluster.access }],
      ['gobgp', 'grpcs', { system: 'gobgp', gateway: 'gw-1' }],
    ]);
    expect(JSON.stringify(listed)).not.toContain('SECRET-CANARY-4');
  });

  it('of a gateway are not reached in clear unless the process names the place', async () => {
    const inClear = { system: 'gobgp' as const, gateway: 'gw-1', endpoint: '203.0.113.7:50051' };
    await expect(addSource(admin(), { key: 'gw-1', name: 'Gateway', connection: inClear })).rejects.toMatchObject({
      reason: 'target-refused',
      params: { cause: 'not-encrypted' },
    });
  });

  it('tell a taken key and an edit made meanwhile', async () => {
    const { sourceId } = await addSource(admin(), account);
    await expect(addSource(admin(), account)).rejects.toMatchObject({ reason: 'source-key-taken' });
    await editSource(admin(), { sourceId, version: 1, readOnly: false });
    await expect(editSource(admin(), { sourceId, version: 1, readOnly: true })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'source-edited-meanwhile',
    });
    expect(await lastEntry()).toMatchObject({
      action: 'source.edit',
      before: { readOnly: true },
      after: { readOnly: false },
    });
  });

  it('rotate their credential as a whole', async () => {
    const { sourceId } = await addSource(admin(), account);
    const credential = {
      kind: 'access-key' as const,
      accessKeyId: 'LTAI5tRotated',
      accessKeySecret: 'SECRET-CANARY-2',
    };
    await editSource(admin(), { sourceId, version: 1, credential });
    expect(await lastEntry()).toMatchObject({ detail: { credentialRotated: true }, after: { credentialHint: 'ated' } });
    const seen: string[] = [];
    const job = {
      ...world.asJob(),
      connect: (source: ReachableSource) => (
        seen.push('accessKeySecret' in source ? source.accessKeySecret : ''),
        fake
      ),
    };
    await collectSource(job, { sourceId, trigger: 'schedule' });
    expect(seen).toEqual(['SECRET-CANARY-2']);
  });

  it('are tried before and after they are saved, on the record', async () => {
    expect(await testConnection(admin(), { connection })).toMatchObject({
      kind: 'connected',
      grants: [{ action: 'vpc:DescribeVpcs', state: 'granted' }],
    });
    const { sourceId } = await addSource(admin(), account);
    fake.probe = () =>
      Promise.reject(new ConnectorError('denied', 'not this key', { code: 'InvalidAccessKeyId.NotFound' }));
    expect(await testConnection(admin(), { sourceId })).toEqual({
      kind: 'failed',
      error: { kind: 'denied', code: 'InvalidAccessKeyId.NotFound', message: 'not this key' },
    });
    expect(await lastEntry()).toMatchObject({
      action: 'source.test',
      result: 'failed',
      objects: [`source:${sourceId}`],
    });
    await expect(testConnection(world.as('engineer'), { sourceId })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await lastEntry()).toMatchObject({ action: 'source.test', result: 'denied' });
  });

  it('are refreshed by those who work with them, not by a viewer', async () => {
    const sourceId = await addTestSource(world);
    await refreshSource(world.as('engineer'), { sourceId });
    expect(await lastEntry()).toMatchObject({ action: 'source.refresh', result: 'done' });
    await expect(refreshSource(world.as('viewer'), { sourceId })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await lastEntry()).toMatchObject({ action: 'source.refresh', result: 'denied' });
  });

  it('stay known when they are removed, as stale, and their credential is forgotten', async () => {
    const sourceId = await addTestSource(world);
    const vbr = ObservedResource.parse({ kind: 'vbr', key: 'vbr-1', attributes: { key: 'vbr-1' } });
    fake.answer = async () => anObservation([vbr]);
    const job = { ...world.asJob(), connect: () => fake };
    await collectSource(job, { sourceId, trigger: 'schedule' });
    expect((await connectorOf(job, { kind: 'vbr', key: 'vbr-1' })).source).toMatchObject({
      key: 'hz',
      readOnly: false,
    });
    await removeSource(admin(), { sourceId });
    const view = await loadEstateView(world.db, { now: world.now() });
    expect(view.estate.vbrs).toHaveLength(1);
    expect(view.parts).toMatchObject([{ kind: 'vbr', stale: true }]);
    expect(await world.db.sourceCredential.count()).toBe(0);
    await expect(connectorOf(job, { kind: 'vbr', key: 'vbr-1' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(refreshSource(admin(), { sourceId })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are due when their interval has passed, once for any number of workers', async () => {
    const sourceId = await addTestSource(world);
    const job = { ...world.asJob(), connect: () => fake };
    expect(await enqueueDueCollections(job)).toBe(1);
    await enqueueDueCollections(job);
    expect(await jobs()).toEqual([`collect-source collect:${sourceId}`]);
    await collectSource(job, { sourceId, trigger: 'schedule' });
    expect(await enqueueDueCollections(job)).toBe(0);
    world.travel(61_000);
    expect(await enqueueDueCollections(job)).toBe(1);
  });

  it('are read in the order in which they fell due, however often the clock asks; what a person asks for goes first', async () => {
    const line = () => world.db.$queryRaw<{ key: string; priority: number; at: Date }[]>`
      select key, priority, run_at as at from graphile_worker._private_jobs where key like 'collect:%' order by run_at, key`;
    const [first, second] = [await addTestSource(world, { key: 'a' }), await addTestSource(world, { key: 'b' })];
    await world.db.source.update({ where: { id: second }, data: { enabled: false } });
    await enqueueDueCollections(world.asJob());
    await world.db.source.update({ where: { id: second }, data: { enabled: true } });
    const [before] = await line();
    await enqueueDueCollections(world.asJob());
    await enqueueDueCollections(world.asJob());
    expect((await line()).map(({ key }) => key)).toEqual([`collect:${first}`, `collect:${second}`]);
    expect((await line())[0]).toEqual({ ...before, priority: 10 });
    await refreshSource(admin(), { sourceId: second });
    await enqueueDueCollections(world.asJob());
    expect((await line()).map(({ key }) => key)).toEqual([`collect:${second}`, `collect:${first}`]);
  });

  it('can wait where they are many and were read before, and not where they are few or new', async () => {
    const flagged = async () => {
      const rows = await world.db.$queryRaw<{ key: string }[]>`
        select key from graphile_worker._private_jobs where flags ? 'can-wait' order by key`;
      return rows.map(({ key }) => key);
    };
    const ids: string[] = [];
    for (let at = 0; at < 21; at += 1) ids.push(await addTestSource(world, { key: `s-${at}` }));
    const run = { trigger: 'schedule', scope: {}, startedAt: world.now(), outcome: 'complete' };
    await world.db.collectionRun.createMany({ data: ids.slice(1).map((sourceId) => ({ ...run, sourceId })) });
    world.travel(61_000);
    expect(await enqueueDueCollections(world.asJob())).toBe(21);
    const read = ids.slice(1).map((id) => `collect:${id}`);
    expect(await flagged()).toEqual(read.sort());
    await world.db.source.updateMany({ where: { key: 's-1' }, data: { enabled: false } });
    await enqueueDueCollections(world.asJob());
    expect(await flagged()).toEqual([`collect:${ids[1]}`]);
  });

  it('are due again although the worker that read them died', async () => {
    const sourceId = await addTestSource(world);
    const run = { sourceId, trigger: 'schedule', scope: {}, startedAt: world.now(), outcome: 'running' };
    await world.db.collectionRun.create({ data: run });
    expect(await enqueueDueCollections(world.asJob())).toBe(0);
    world.travel(61_000);
    expect(await enqueueDueCollections(world.asJob())).toBe(1);
    world.travel(598_000);
    await enqueueDueCollections(world.asJob());
    expect(await world.db.collectionRun.findFirst()).toMatchObject({ outcome: 'running' });
    await world.db.source.update({ where: { id: sourceId }, data: { deadlineSeconds: 590 } });
    await enqueueDueCollections(world.asJob());
    expect(await world.db.collectionRun.findFirst()).toMatchObject({ outcome: 'failed', error: { kind: 'internal' } });
  });

  it('are not held back by the reading of one router', async () => {
    const sourceId = await addTestSource(world);
    const scope = { router: { kind: 'vbr', key: 'vbr-1' } };
    const run = { sourceId, trigger: 'change', scope, startedAt: world.now(), outcome: 'complete' };
    await world.db.collectionRun.create({ data: run });
    expect(await enqueueDueCollections(world.asJob())).toBe(1);
  });

  it('come from a file, once, and follow it', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'causeway-sources-'));
    const file = path.join(dir, 'sources.json');
    const estate = `metadata: { name: seed }\nsites: [{ key: dc-1, kind: data-centre }]\n`;
    await writeFile(path.join(dir, 'estate.yaml'), estate);
    const { accessKeyId, accessKeySecret, region } = connection;
    const credential = { kind: 'access-key', accessKeyId, accessKeySecret };
    const entry = {
      key: account.key,
      name: account.name,
      region,
      settings: { system: 'vpc' },
      credential,
      endpoint: '127.0.0.1:4010',
      protocol: 'http',
      readOnly: false,
      estateFile: 'estate.yaml',
    };
    const write = (each: object) => writeFile(file, JSON.stringify({ sources: [each] }));
    const start = world.asJob('start');
    await write(entry);
    expect(await upsertSourcesFromFile(start, file)).toEqual([{ key: 'hz-prod', outcome: 'added' }]);
    const view = await loadEstateView(world.db, { now: world.now() });
    expect(view.estate).toMatchObject({ metadata: { name: 'seed' }, sites: [{ key: 'dc-1' }] });
    const entries = await world.db.auditEntry.count();
    expect(await upsertSourcesFromFile(start, file)).toEqual([{ key: 'hz-prod', outcome: 'unchanged' }]);
    expect(await world.db.auditEntry.count()).toBe(entries);
    await write({ ...entry, credential: { ...credential, accessKeySecret: 'SECRET-CANARY-3' } });
    expect(await upsertSourcesFromFile(start, file)).toEqual([{ key: 'hz-prod', outcome: 'changed' }]);
    await write({ ...entry, endpoint: '127.0.0.1:5432' });
    await expect(upsertSourcesFromFile(start, file)).rejects.toMatchObject({ reason: 'target-refused' });
  });
});

describe('the switch that stops all applies', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });

  it.each(['engineer', 'approver', 'admin'] as const)('is thrown by an %s', async (role) => {
    await setAppliesStopped(world.as(role), { stopped: true, reason: 'maintenance at the vendor' });
    expect(await readAppliesStopped(world.as('viewer'), {})).toMatchObject({ stopped: true, by: role });
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'applies.stop', result: 'done' });
  });

  it('is let go by an admin only', async () => {
    await setAppliesStopped(world.as('engineer'), { stopped: true, reason: 'odd readings' });
    await expect(
      setAppliesStopped(world.as('engineer'), { stopped: false, reason: 'fine again' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await readAppliesStopped(world.as('viewer'), {})).toMatchObject({ stopped: true });
    await setAppliesStopped(world.as('admin'), { stopped: false, reason: 'fine again' });
    expect(await readAppliesStopped(world.as('viewer'), {})).toMatchObject({ stopped: false });
  });

  it('is not for viewers', async () => {
    await expect(setAppliesStopped(world.as('viewer'), { stopped: true, reason: 'no' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
