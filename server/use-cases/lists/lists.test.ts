import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { listObjects } from './list-objects';
import { readDetails } from './read-details';

const vbr = ObservedResource.parse({ kind: 'vbr', key: 'vbr-1', attributes: { key: 'vbr-1', status: 'active' } });
const table = ObservedResource.parse({
  kind: 'route-table',
  key: 'vtb-1',
  attributes: { key: 'vtb-1', router: 'vbr-1', routerKind: 'vbr' },
});
const route = (at: number) =>
  ObservedResource.parse({
    kind: 'route-entry',
    key: `vtb-1|10.${at}.0.0/16|custom|ri-1`,
    attributes: { prefix: `10.${at}.0.0/16`, nextHop: { kind: 'router-interface', key: 'ri-1' }, routeTable: 'vtb-1' },
  });
const PARTS = [{ kind: 'vbr' }, { kind: 'route-table' }, { kind: 'route-entry', within: 'vtb-1' }] as const;

describe('the lists of what has been read', () => {
  let world: TestWorld;
  let first: string;

  const read = async (sourceId: string, routes: number) => {
    const resources = [vbr, table, ...Array.from({ length: routes }, (_, at) => route(at))];
    const connect = () => aFakeConnector(() => anObservation(resources, PARTS));
    await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
  };

  beforeEach(async () => {
    world = await createTestWorld();
    const sourceId = await addTestSource(world);
    await read(sourceId, 3);
    first = world.now().toISOString();
    world.travel(60_000);
    await read(sourceId, 60);
    return () => world.close();
  });

  it('are given a page at a time to whoever may read the estate', async () => {
    const page = await listObjects(world.as('viewer'), { kind: 'route', within: 'vbr-1', page: 2 });
    expect(page).toMatchObject({ page: 2, found: 60, all: 60 });
    expect(page.rows.map((each) => each.key)).toContain('10.50.0.0/16');
    expect(page.rows).toHaveLength(10);
    await expect(listObjects(world.anonymous(), { kind: 'vbr' })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(listObjects(world.as('viewer'), { kind: 'vbr', pageSize: 201 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('say how old each row is, and that it is stale once its source is silent', async () => {
    const one = async () => (await listObjects(world.as('viewer'), { kind: 'vbr' })).rows[0];
    expect(await one()).toMatchObject({ key: 'vbr-1', observedAt: world.now().toISOString(), stale: false });
    world.travel(3_600_000);
    expect(await one()).toMatchObject({ stale: true, status: 'unknown' });
  });

  it('of the past are as they were', async () => {
    const now = await listObjects(world.as('viewer'), { kind: 'route-table' });
    const then = await listObjects(world.as('viewer'), { kind: 'route-table', at: first });
    expect([now, then].map((each) => each.rows[0]?.cells.routes)).toEqual([60, 3]);
  });

  it('lead to a page that says what was read, by whom, and how many belong to it', async () => {
    const details = await readDetails(world.as('viewer'), { kind: 'vbr', id: 'vbr-1' });
    expect(details.fields).toContainEqual(
      expect.objectContaining({ field: 'status', observed: 'active', source: 'hz' }),
    );
    expect(details.members).toContainEqual({ kind: 'route', count: 60 });
    expect(details.resources).toEqual([{ kind: 'vbr', key: 'vbr-1' }]);
    expect(details.fact).toBeNull();
    await expect(readDetails(world.as('viewer'), { kind: 'node', id: 'c|no-such' })).rejects.toMatchObject({
      reason: 'object-not-found',
    });
  });

  it('set what people declare beside what was read, and name the fact it comes from', async () => {
    const attributes = {
      key: 'gw-1',
      site: 'dc-1',
      driver: 'frr',
      asn: 65001,
      bgpPeers: [{ address: '169.254.10.1', peerAsn: 45104, authKey: { secret: 'vault-name' } }],
    };
    const data = { id: crypto.randomUUID(), section: 'gateways', key: 'gw-1', attributes, version: 1 };
    await world.db.declaredVersion.create({ data: { ...data, validFrom: world.now() } });
    await bumpEstateRevision(world.db, world.now(), { kind: 'declared' });
    const { fields, fact, row, members } = await readDetails(world.as('viewer'), { kind: 'gateway', id: 'gw-1' });
    expect(fact).toEqual({ section: 'gateways', key: 'gw-1', since: world.now().toISOString(), by: null });
    expect(fields).toContainEqual(expect.objectContaining({ field: 'asn', declared: '65001', drift: false }));
    expect(JSON.stringify(fields)).not.toContain('vault-name');
    expect(row).toMatchObject({ observedAt: null, stale: false });
    expect(members).toContainEqual({ kind: 'gateway-peer', count: 1 });
  });

  it('tell that a declared pool is not among those that are there, once they were read', async () => {
    const attributes = { key: 'c-1', nodePools: [{ key: 'np-gone', kind: 'edge' }] };
    const data = { id: crypto.randomUUID(), section: 'clusters', key: 'c-1', attributes, version: 1 };
    await world.db.declaredVersion.create({ data: { ...data, validFrom: world.now() } });
    await bumpEstateRevision(world.db, world.now(), { kind: 'declared' });
    const pool = async () => {
      const { fields } = await readDetails(world.as('viewer'), { kind: 'cluster', id: 'c-1' });
      return fields.find(({ field }) => field === 'nodePools|np-gone');
    };
    expect(await pool()).toMatchObject({ declared: 'edge', drift: false });
    const cluster = ObservedResource.parse({ kind: 'cluster', key: 'c-1', attributes: { key: 'c-1' } });
    const parts = [{ kind: 'cluster' }, { kind: 'node-pool', within: 'c-1' }] as const;
    const sourceId = await addTestSource(world, { key: 'ack', system: 'ack' });
    const connect = () => aFakeConnector(() => anObservation([cluster], parts));
    await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
    expect(await pool()).toMatchObject({ declared: 'edge', observed: '—', drift: true, source: 'ack' });
  });

  it('name every reading of a cluster that has a history: its own, and those of what configures its pods', async () => {
    const sourceId = await addTestSource(world, { key: 'second' });
    const of = (kind: 'eni-config' | 'flannel-config', key: string) =>
      ObservedResource.parse({ kind, key, attributes: { cluster: 'c-1' } });
    const resources = [of('eni-config', 'c-1|eni-config'), of('flannel-config', 'c-1|flannel')];
    const parts = resources.map(({ kind }) => ({ kind, within: 'c-1' }));
    const connect = () => aFakeConnector(() => anObservation(resources, parts));
    await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
    const details = await readDetails(world.as('viewer'), { kind: 'cluster', id: 'c-1' });
    expect(details.resources).toEqual(resources.map(({ kind, key }) => ({ kind, key })));
  });
});
