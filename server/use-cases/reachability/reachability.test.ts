import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEstateFile } from '@/domain/estate/file/format';
import { ObservedResource } from '@/domain/estate/resource';
import { seedFigure } from '@/domain/testing/seed-figure';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { importEstate } from '../estate/import-estate';
import { collectSource } from '../sources/collect';
import { readTopology } from '../topology/read-topology';
import { listFailureImpacts } from './list-failures';
import { listFlows } from './list-flows';
import { proposePathEnds } from './propose-ends';
import { readAnnouncements } from './read-announcements';
import { readTrails } from './read-trails';
import { readMatrix, readMatrixCell } from './read-matrix';
import { readReachability } from './read-reachability';

describe('what reaches what, of a declared estate', () => {
  let world: TestWorld;
  const viewer = () => world.as('viewer');

  beforeAll(async () => {
    world = await createTestWorld();
    await importEstate(world.as('engineer'), { text: formatEstateFile(seedFigure(), 'yaml'), mode: 'replace' });
    const vbr = ObservedResource.parse({
      kind: 'vbr',
      key: 'vbr-bp1hz',
      attributes: { key: 'vbr-bp1hz', status: 'active' },
    });
    const connect = () => aFakeConnector(() => anObservation([vbr], [{ kind: 'vbr' }]));
    const sourceId = await addTestSource(world);
    await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
  });
  afterAll(() => world.close());

  it('is told to whoever may read the estate', async () => {
    const questions = [
      readReachability(world.anonymous(), { from: 'np-cloud', to: 'np-edge' }),
      readMatrix(world.anonymous(), {}),
      listFailureImpacts(world.anonymous(), {}),
      proposePathEnds(world.anonymous(), { text: '' }),
      listFlows(world.anonymous(), {}),
      readAnnouncements(world.anonymous(), { kind: 'vbr', key: 'vbr-bp1hz' }),
      readTrails(world.anonymous(), { kind: 'vbr', key: 'vbr-bp1hz' }),
    ];
    for (const asked of questions) await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('two ends are answered both ways, and an end that is nothing is named', async () => {
    const answered = await readReachability(viewer(), { from: 'np-cloud', to: '172.16.10.11' });
    expect(answered).toMatchObject({ known: true, to: { prefix: '172.16.10.11/32' } });
    if (answered.known) expect(answered.answer.forward.parts.length).toBeGreaterThan(0);
    expect(await readReachability(viewer(), { from: 'np-cloud', to: 'nobody' })).toEqual({
      known: false,
      unknownEnd: 'nobody',
    });
  });

  it('before anything was known nothing is', async () => {
    const at = '2020-01-01T00:00:00.000Z';
    expect(await readReachability(viewer(), { from: 'np-cloud', to: 'np-edge', at })).toEqual({
      known: false,
      unknownEnd: 'np-cloud',
    });
  });

  it('a cell of the matrix agrees with the answer about its ends', async () => {
    const view = await readMatrix(viewer(), { kind: 'pool' });
    expect(view.cells).toHaveLength(view.rows.length * view.columns.length);
    const cell = await readMatrixCell(viewer(), { kind: 'pool', from: 'np-edge', to: 'np-cloud' });
    const answered = await readReachability(viewer(), { from: 'np-edge', to: 'np-cloud' });
    expect(answered.known && answered.answer.kind).toBe(cell.kind);
    await expect(readMatrixCell(viewer(), { from: 'a', to: 'b' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('failures are tried one by one, and each can be seen against what is', async () => {
    const { rows, found } = await listFailureImpacts(viewer(), { kinds: ['vbr'] });
    expect([found, rows[0]?.failed.key]).toEqual([1, 'vbr-bp1hz']);
    const { failure, verdict, differences } = await readTopology(viewer(), {
      fails: 'vbr:vbr-bp1hz',
      flow: 'edge-to-cloud',
    });
    expect(failure?.lost).toEqual(rows[0]?.lost);
    expect(verdict?.kind).not.toBe('reachable');
    expect(differences).not.toBeNull();
    expect((await readTopology(viewer(), {})).failure).toBeNull();
    for (const fails of ['vbr:nothing', 'site:dc-hz1', 'vbr'])
      await expect(readTopology(viewer(), { fails })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('what to announce is told for a VBR and for a gateway, and of nothing there is nothing', async () => {
    const of = (kind: 'vbr' | 'gateway', key: string) => readAnnouncements(viewer(), { kind, key });
    expect(await Promise.all([of('vbr', 'vbr-bp1hz'), of('gateway', 'hz-sw-1'), of('vbr', 'none')])).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('of what nobody knows there is no trail', async () => {
    const none = { shown: [], count: 0, broken: 0 };
    expect(await readTrails(viewer(), { kind: 'node', key: 'nowhere/none' })).toEqual(none);
  });

  it('declared flows come with the broken ones first', async () => {
    const kinds = (await listFlows(viewer(), {})).map((each) => each.kind);
    const rank = kinds.map((kind) => ['unreachable', 'unknown', 'reachable'].indexOf(kind));
    expect(rank).toEqual([...rank].sort());
    expect(kinds.length).toBeGreaterThan(0);
  });
});
