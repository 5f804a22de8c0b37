import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { loadEstateView } from '../estate/load-estate';
import { collectSource } from './collect';
import { removeSource } from './remove-source';
import { upsertSourcesFromFile } from './upsert-sources';

const place = { endpoint: '127.0.0.1:4010', protocol: 'http', region: 'cn-hangzhou', settings: { system: 'vpc' } };
const credential = { kind: 'access-key', accessKeyId: 'LTAIlab', accessKeySecret: 'not-a-secret' };

describe('a file of sources that stands for another world', () => {
  let world: TestWorld;
  let dir: string;
  beforeEach(async () => {
    world = await createTestWorld();
    dir = await mkdtemp(path.join(os.tmpdir(), 'causeway-worlds-'));
    return () => world.close();
  });

  /** A start with a scenario that has these sources and one site of its own. */
  const start = async (scenario: string | undefined, ...keys: string[]) => {
    world.travel(60_000);
    await writeFile(
      path.join(dir, 'estate.yaml'),
      `metadata: { name: x }\nsites: [{ key: site-of-${scenario ?? 'nobody'}, kind: data-centre }]\n`,
    );
    const sources = keys.map((key, at) => ({
      ...{ key, name: key, ...place, credential },
      ...(at === 0 ? { estateFile: 'estate.yaml' } : {}),
    }));
    await writeFile(path.join(dir, 'sources.json'), JSON.stringify({ scenario, sources }));
    const results = await upsertSourcesFromFile(world.asJob('start'), path.join(dir, 'sources.json'));
    return Object.fromEntries(results.map(({ key, outcome }) => [key, outcome]));
  };
  const read = async (key: string) => {
    const { id: sourceId } = await world.db.source.findUniqueOrThrow({ where: { key } });
    const vpc = { key: `vpc-${key}`, prefixes: ['10.0.0.0/8'] };
    const found = anObservation([ObservedResource.parse({ kind: 'vpc', key: vpc.key, attributes: vpc })]);
    await collectSource(
      { ...world.asJob(), connect: () => aFakeConnector(() => found) },
      { sourceId, trigger: 'manual' },
    );
  };
  const known = async (at?: Date) => {
    const { estate, parts } = await loadEstateView(world.db, { now: world.now(), ...(at ? { at } : {}) });
    return {
      sites: estate.sites.map(({ key }) => key),
      vpcs: estate.vpcs.map(({ key }) => key),
      parts: [...new Set(parts.map(({ source }) => source))],
    };
  };
  const there = async () => {
    const rows = await world.db.source.findMany({ where: { removedAt: null }, orderBy: { key: 'asc' } });
    return rows.map(({ key }) => key);
  };

  it('takes its place: the former sources go, with what they showed and what was declared, and the past stays', async () => {
    expect(await start('seed', 'lab-vpc', 'lab-gw')).toEqual({ 'lab-vpc': 'added', 'lab-gw': 'added' });
    await read('lab-vpc');
    await read('lab-gw');
    const then = world.now();
    const before = await known();
    expect(await start('three', 'lab-vpc', 'lab-other')).toEqual({ 'lab-vpc': 'unchanged', 'lab-other': 'added' });
    expect(await there()).toEqual(['lab-other', 'lab-vpc']);
    expect(await known()).toEqual({ sites: ['site-of-three'], vpcs: ['vpc-lab-vpc'], parts: ['lab-vpc'] });
    expect(await known(then)).toEqual(before);
    const removed = await world.db.auditEntry.findMany({ where: { action: 'source.remove' } });
    expect(removed.map(({ detail }) => detail)).toEqual([{ scenario: 'three' }]);
  });

  it('brings the former back when it is that world again, but not what a person removed', async () => {
    await start('seed', 'lab-vpc', 'lab-gw', 'lab-k8s');
    const { id } = await world.db.source.findUniqueOrThrow({ where: { key: 'lab-k8s' } });
    await removeSource(world.as('admin'), { sourceId: id });
    await start('three', 'lab-vpc');
    expect(await there()).toEqual(['lab-vpc']);
    const back = await start('seed', 'lab-vpc', 'lab-gw', 'lab-k8s');
    expect(back).toEqual({ 'lab-vpc': 'unchanged', 'lab-gw': 'changed', 'lab-k8s': 'removed-by-a-person' });
    expect(await there()).toEqual(['lab-gw', 'lab-vpc']);
    expect((await known()).sites).toEqual(['site-of-seed']);
    expect(await world.db.sourceCredential.count()).toBe(2);
  });

  it('changes nothing while it is the same world, or where none is named, now or so far', async () => {
    await start(undefined, 'lab-vpc', 'lab-gw');
    await start('seed', 'lab-vpc');
    await start('seed', 'lab-vpc', 'lab-new');
    await start(undefined, 'lab-vpc');
    expect(await there()).toEqual(['lab-gw', 'lab-new', 'lab-vpc']);
    expect((await known()).sites).toEqual(['site-of-nobody']);
  });

  it('is gone through with after a start that broke off half way', async () => {
    await start('seed', 'lab-vpc', 'lab-gw');
    const context = world.asJob('start');
    const broken = {
      ...context,
      newId: () => {
        throw new Error('killed');
      },
    };
    await writeFile(
      path.join(dir, 'sources.json'),
      JSON.stringify({ scenario: 'three', sources: [{ key: 'lab-three', name: 'x', ...place, credential }] }),
    );
    await expect(upsertSourcesFromFile(broken, path.join(dir, 'sources.json'))).rejects.toThrow('killed');
    await start('three', 'lab-three');
    expect(await there()).toEqual(['lab-three']);
    expect((await known()).sites).toEqual(['site-of-three']);
  });
});
