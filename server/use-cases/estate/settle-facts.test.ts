import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { declaredOf } from '@/domain/estate/declared-of';
import { observableOver } from '@/domain/estate/flatten';
import { KINDS_OF } from '@/domain/estate/resource';
import { inTransaction } from '@/server/db/client';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';
import { storeObservation } from '../sources/store-observation';
import { getSource } from '../sources/stored-source';
import { loadDeclared } from './declared-facts';
import { loadStoredFacts, diffDeclared, factsToStore } from './declared-diff';
import { loadEstateView } from './load-estate';
import { settleFacts } from './settle-facts';
import { writeFacts } from '../inventory/write-facts';

const seed = seedFigure();

describe('what was declared of clusters before anybody read them', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    // As a version that declared everything of a cluster, or an import before there was a source, has left it.
    const diff = diffDeclared([], factsToStore(seed, declaredOf(seed).facts), 'merge');
    const writer = { actor: world.as('admin').actor, now: world.now(), newId: randomUUID };
    await inTransaction(world.db, (tx) => writeFacts(tx, writer, diff));
    return () => world.close();
  });

  const cluster = async () => (await loadDeclared(world.db)).facts.clusters[0];
  const view = async () => (await loadEstateView(world.db, { now: world.now() })).estate.clusters;

  async function read(system: 'ack' | 'kubernetes') {
    const over = { key: 'c0seedhz', kubeconfig: '{}' };
    const id = await addTestSource(world, system === 'ack' ? { key: 'ack', system } : { key: 'k8s', cluster: over });
    const startedAt = world.now();
    const { number } = await world.db.collectionRun.create({
      data: { sourceId: id, trigger: 'schedule', scope: {}, startedAt, outcome: 'running' },
    });
    await storeObservation(
      world.asJob('collect-source'),
      await getSource(world.db, id),
      { sourceId: id, number, startedAt, trigger: 'schedule' },
      {
        resources: observableOver(system, seed),
        covered: KINDS_OF[system].map((kind) => ({ kind, within: 'c0seedhz' })),
        failures: [],
        skipped: [],
        partly: [],
        requests: 1,
      },
    );
  }

  const settle = () => settleFacts(world.asJob('settle-facts'), {});

  it('stays while nobody has read them, even where somebody is about to', async () => {
    await addTestSource(world, { key: 'ack', system: 'ack' });
    expect(await settle()).toEqual({ changed: 0 });
    expect(await cluster()).toHaveProperty('edgePodCidr');
  });

  it('is let go once it was read as the same: the estate stays as it is, the history knows, the audit says so once', async () => {
    await read('ack');
    await read('kubernetes');
    const [before, then] = [await view(), world.now()];
    world.travel(60_000);
    expect(await settle()).toEqual({ changed: 1 });
    expect(await cluster()).toEqual(declaredOf(seed, { ack: () => true, kubernetes: () => true }).facts.clusters[0]);
    expect(await view()).toEqual(before);
    expect((await loadDeclared(world.db, then)).facts.clusters[0]).toHaveProperty('edgePodCidr');
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'fact.settle', actorKind: 'system', objects: ['clusters:c0seedhz'] });
    expect(await settle()).toEqual({ changed: 0 });
  });

  it('lets go of what is read alone', async () => {
    await read('kubernetes');
    await settle();
    expect(await cluster()).toMatchObject({ edgePodCidr: '10.0.0.0/16' });
    expect((await cluster())?.nodes?.every(({ podCidr }) => podCidr === undefined)).toBe(true);
    expect(await loadStoredFacts(world.db)).toHaveLength(factsToStore(seed, declaredOf(seed).facts).length);
  });

  it('is the system’s to do', async () => {
    await expect(settleFacts(world.as('admin'), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
