import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { listDifferences } from './list-differences';

const vbr = (key: string, status: string) => ObservedResource.parse({ kind: 'vbr', key, attributes: { key, status } });
const vpc = ObservedResource.parse({
  kind: 'vpc',
  key: 'vpc-1',
  attributes: { key: 'vpc-1', prefixes: ['10.0.0.0/8'] },
});

describe('what differs between two moments', () => {
  let world: TestWorld;
  const moments: string[] = [];

  beforeEach(async () => {
    world = await createTestWorld();
    const sourceId = await addTestSource(world);
    moments.length = 0;
    const states = [
      [vbr('vbr-1', 'active'), vbr('vbr-2', 'active')],
      [vbr('vbr-1', 'terminating'), vbr('vbr-2', 'active'), vbr('vbr-3', 'active'), vbr('vbr-4', 'active')],
      [vbr('vbr-1', 'terminating'), vbr('vbr-3', 'active'), vpc],
    ];
    for (const resources of states) {
      const connect = () => aFakeConnector(() => anObservation(resources, [{ kind: 'vbr' }, { kind: 'vpc' }]));
      await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
      moments.push(world.now().toISOString());
      world.travel(60_000);
    }
    return () => world.close();
  });

  const between = (more: object = {}) =>
    listDifferences(world.as('viewer'), { from: moments[0] ?? '', to: world.now().toISOString(), ...more });
  const told = ({ rows }: Awaited<ReturnType<typeof between>>) =>
    rows.map(({ kind, key, difference }) => `${kind} ${key} ${difference}`);

  it('is told by object, the latest first, with what has changed and who saw it', async () => {
    const all = await between();
    expect(told(all)).toEqual([
      'vbr vbr-2 removed',
      'vbr vbr-4 passing',
      'vpc vpc-1 added',
      'vbr vbr-1 changed',
      'vbr vbr-3 added',
    ]);
    expect(all.rows.find((each) => each.key === 'vbr-1')).toMatchObject({
      source: 'hz',
      at: moments[1],
      fields: ['status: "active" → "terminating"'],
    });
    expect(all.counts).toContainEqual({ kind: 'vbr', difference: 'changed', count: 1 });
  });

  it.each<[object, string[], number]>([
    [{ kind: 'vpc' }, ['vpc vpc-1 added'], 1],
    [{ kind: 'vbr', difference: 'removed' }, ['vbr vbr-2 removed'], 1],
    [{ kind: 'node' }, [], 0],
    [{ pageSize: 2, page: 2 }, ['vpc vpc-1 added', 'vbr vbr-1 changed'], 5],
    [{ pageSize: 2, page: 9 }, ['vbr vbr-3 added'], 5],
  ])('narrowed to %j', async (more, rows, found) => {
    const page = await between(more);
    expect([told(page), page.found]).toEqual([rows, found]);
  });

  it('is nothing in a stretch in which nothing moved, and no question backwards', async () => {
    expect(await between({ from: moments[2] })).toMatchObject({ rows: [], found: 0, counts: [] });
    await expect(between({ to: moments[0] })).rejects.toMatchObject({ reason: 'compare-with-earlier' });
  });

  it('says that a key was changed and not which one it is', async () => {
    const [before, after] = ['old', 'new'].map((secret) => ({ key: 'bgpg-1', authKey: { secret } }));
    const versions = [
      { attributes: before, version: 1, validFrom: moments[0] ?? '', validTo: moments[1] ?? null },
      { attributes: after, version: 2, validFrom: moments[1] ?? '', validTo: null },
    ];
    for (const each of versions)
      await world.db.declaredVersion.create({
        data: { ...each, id: crypto.randomUUID(), section: 'bgpGroups', key: 'bgpg-1' } as never,
      });
    const { rows } = await between({ kind: 'bgpGroups' });
    expect(rows[0]).toMatchObject({ difference: 'changed', fields: ['authKey'] });
  });

  it('holds what people declared', async () => {
    await world.db.declaredVersion.create({
      data: {
        id: crypto.randomUUID(),
        section: 'sites',
        key: 'dc-a',
        attributes: { key: 'dc-a', kind: 'data-centre' },
        version: 1,
        validFrom: world.now(),
      },
    });
    const page = await between({ kind: 'sites' });
    expect(page.rows).toEqual([
      expect.objectContaining({ key: 'dc-a', source: null, difference: 'added', fields: [] }),
    ]);
  });
});
