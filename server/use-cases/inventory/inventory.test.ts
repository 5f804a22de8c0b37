import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import type { Actor } from '@/domain/access';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import type { Context } from '../context';
import { exportCsv } from '../estate/export-csv';
import { importEstate, previewImport } from '../estate/import-estate';
import { listDifferences } from '../estate/list-differences';
import { searchEverything } from '../search/search-everything';
import { reserveBlock, releaseBlock } from '../ledger/reserve-block';
import { findRoom, listBlocks, readBlock, readLedger } from '../ledger/read-ledger';
import { blockHistory } from '../ledger/block-history';
import { previewFacts } from './preview-facts';
import { factHistory, listFacts, readFact } from './read-fact';
import { listDependents, retireFacts } from './retire-facts';
import { saveFact } from './save-fact';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const site = (key: string, prefix: string, more: object = {}) => ({
  section: 'sites' as const,
  key,
  version: null,
  attributes: { kind: 'data-centre', hostPrefixes: [prefix], lans: [], ...more },
});

/** An engineer of some sites only. */
function engineerOf(...sites: string[]): Context {
  const grants = sites.map((siteKey) => ({
    role: 'engineer' as const,
    siteKey,
    grantedAt: '2026-01-01T00:00:00.000Z',
  }));
  const actor: Actor = { kind: 'person', id: 'e', name: 'e', email: 'e@example.net', grants, via: 'session' };
  return { ...world.as('engineer'), actor };
}
const lastAudit = () => world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });

describe('declared facts', () => {
  it('are created, edited over the version that was read, and keep their history', async () => {
    expect(await saveFact(world.as('engineer'), site('dc-a', '172.16.0.0/16'))).toEqual({ version: 1 });
    expect(await lastAudit()).toMatchObject({ action: 'fact.create', objects: ['sites:dc-a'] });
    world.travel(60_000);
    const edited = { ...site('dc-a', '172.16.0.0/16', { note: 'second floor' }), version: 1 };
    expect(await saveFact(world.as('engineer'), edited)).toEqual({ version: 2 });
    expect(await readFact(world.as('viewer'), { section: 'sites', key: 'dc-a' })).toMatchObject({
      declared: { version: 2, by: 'engineer', attributes: { note: 'second floor' } },
      observed: null,
    });
    const history = await factHistory(world.as('viewer'), { facts: [{ section: 'sites', key: 'dc-a' }] });
    expect(history.lines.map(({ version, step, fields }) => [version, step, ...fields])).toEqual([
      [2, 'changed', 'note: ∅ → "second floor"'],
      [1, 'first'],
    ]);
    expect(
      await factHistory(world.as('viewer'), { facts: [{ section: 'sites', key: 'dc-a' }], limit: 1 }),
    ).toMatchObject({ lines: [{ version: 2 }], older: true });
  });

  it('are not written over what somebody else wrote, nor twice', async () => {
    await expect(
      saveFact(world.as('engineer'), { ...site('dc-a', '172.16.0.0/16'), version: 1 }),
    ).rejects.toMatchObject({
      code: 'conflict',
      reason: 'fact-edited-meanwhile',
    });
    await expect(saveFact(world.as('engineer'), site('dc-a', '172.30.0.0/16'))).rejects.toMatchObject({
      reason: 'fact-exists',
    });
    await expect(
      saveFact(world.as('engineer'), { ...site('dc-none', '172.30.0.0/16'), version: 3 }),
    ).rejects.toMatchObject({
      reason: 'fact-retired-meanwhile',
    });
  });

  it('are refused with everything that is wrong at once', async () => {
    const wrong = site('dc-b', '172.17.0.1/16', { kind: 'cellar', lans: [{ key: 'l', prefix: 'x' }] });
    await expect(saveFact(world.as('engineer'), wrong)).rejects.toMatchObject({
      reason: 'invalid-input',
      problems: [
        { path: ['kind'] },
        { path: ['hostPrefixes', 0], code: 'host-bits-set' },
        { path: ['lans', 0, 'prefix'] },
      ],
    });
    const gateway = {
      section: 'gateways' as const,
      key: 'gw-1',
      version: null,
      attributes: {
        site: 'dc-nowhere',
        driver: 'frr',
        asn: 65001,
        interfaces: [{ name: 'a', address: '172.16.0.1/24', lan: 'no' }],
      },
    };
    await expect(saveFact(world.as('engineer'), gateway)).rejects.toMatchObject({
      problems: [
        { path: ['site'], code: 'unknown-reference' },
        { path: ['interfaces', 0, 'lan'], code: 'unknown-reference' },
      ],
    });
  });

  it('are retired only when nothing names them, or together with what does', async () => {
    await saveFact(
      world.as('engineer'),
      site('dc-c', '172.18.0.0/16', { lans: [{ key: 'dc-c/a', prefix: '172.18.1.0/24' }] }),
    );
    const gateway = {
      site: 'dc-c',
      driver: 'frr',
      asn: 65001,
      interfaces: [{ name: 'a', address: '172.18.1.1/24', lan: 'dc-c/a' }],
    };
    await saveFact(world.as('engineer'), { section: 'gateways', key: 'gw-c', version: null, attributes: gateway });
    const theSite = { section: 'sites' as const, key: 'dc-c' };
    expect(await listDependents(world.as('viewer'), { facts: [theSite] })).toEqual([
      { section: 'gateways', key: 'gw-c', path: ['site'], names: 'dc-c' },
      { section: 'gateways', key: 'gw-c', path: ['interfaces', 0, 'lan'], names: 'dc-c/a' },
    ]);
    await expect(retireFacts(world.as('engineer'), { facts: [{ ...theSite, version: 1 }] })).rejects.toMatchObject({
      reason: 'fact-still-named',
      problems: [{ params: { by: 'gw-c' } }, { params: { by: 'gw-c' } }],
    });
    await expect(
      saveFact(world.as('engineer'), { ...site('dc-c', '172.18.0.0/16'), version: 1 }),
    ).rejects.toMatchObject({ problems: [{ code: 'still-named', params: { key: 'dc-c/a', by: 'gw-c' } }] });
    const both = [
      { ...theSite, version: 1 },
      { section: 'gateways' as const, key: 'gw-c', version: 1 },
    ];
    expect(await retireFacts(world.as('engineer'), { facts: both })).toEqual({ retired: 2 });
    expect(await lastAudit()).toMatchObject({ action: 'fact.retire', objects: ['sites:dc-c', 'gateways:gw-c'] });
    // Its addresses are free, and a fact that comes back goes on counting.
    expect(await saveFact(world.as('engineer'), site('dc-d', '172.18.0.0/17'))).toEqual({ version: 1 });
    expect(await saveFact(world.as('engineer'), site('dc-c', '172.18.128.0/17'))).toEqual({ version: 2 });
  });

  it('belong to who is responsible for their site', async () => {
    expect(await saveFact(engineerOf('dc-own'), site('dc-own', '172.20.0.0/16'))).toEqual({ version: 1 });
    await expect(saveFact(engineerOf('dc-own'), site('dc-other', '172.21.0.0/16'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'permission-elsewhere',
    });
    const flow = { section: 'flows' as const, key: 'f', version: null };
    const to = (end: string) => ({ ...flow, attributes: { from: { site: 'dc-own' }, to: { site: end } } });
    await expect(saveFact(engineerOf('dc-own'), to('dc-a'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await saveFact(engineerOf('dc-own', 'dc-a'), to('dc-a'))).toEqual({ version: 1 });
    await expect(saveFact(world.as('viewer'), site('dc-x', '172.22.0.0/16'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await lastAudit()).toMatchObject({ action: 'fact.save', result: 'denied', actorName: 'viewer' });
    const text = (key: string) =>
      `metadata: { name: x }\nsites: [{ key: ${key}, kind: data-centre, hostPrefixes: [172.20.0.0/16], note: n }]\n`;
    await expect(importEstate(engineerOf('dc-own'), { text: text('dc-own') })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('show their effect before they are written, and that of taking them back', async () => {
    const { version, ...written } = site('dc-shared', '100.64.0.0/16');
    const kinds = (each: readonly { kind: string; subject: { key: string } }[]) =>
      each.map(({ kind, subject }) => [kind, subject.key]);
    const before = await previewFacts(world.as('viewer'), { written });
    expect(kinds(before.findings.appear)).toEqual([['cloud-services-range', 'dc-shared']]);
    const facts = await listFacts(world.as('viewer'), {});
    expect(facts.some(({ key }) => key === 'dc-shared')).toBe(false);
    await saveFact(world.as('engineer'), { ...written, version });
    expect((await previewFacts(world.as('viewer'), { written })).explained).toEqual([{ code: 'nothing', params: {} }]);
    const back = await previewFacts(world.as('viewer'), { retired: [{ section: 'sites', key: 'dc-shared' }] });
    expect(kinds(back.findings.go)).toEqual([['cloud-services-range', 'dc-shared']]);
    const wrong = { ...written, attributes: { kind: 'cellar' } };
    await expect(previewFacts(world.as('viewer'), { written: wrong })).rejects.toMatchObject({
      reason: 'invalid-input',
      problems: [{ path: ['kind'] }],
    });
    await expect(previewFacts(world.anonymous(), { written })).rejects.toMatchObject({ code: 'unauthenticated' });
    await retireFacts(world.as('engineer'), { facts: [{ section: 'sites', key: 'dc-shared', version: 1 }] });
  });

  it('are listed with their versions', async () => {
    const facts = await listFacts(world.as('viewer'), {});
    expect(facts.find(({ key }) => key === 'dc-own')).toMatchObject({ section: 'sites', version: 1, endedAt: null });
  });
});

describe('the ledger', () => {
  const reserve = (prefix: string, more: object = {}) =>
    reserveBlock(world.as('engineer'), { role: 'host', prefix, note: 'new hall', ...more });
  const states = async (prefix: string) =>
    (await listBlocks(world.as('viewer'), { text: prefix })).lines
      .filter(({ block }) => block.prefix === prefix)
      .map(({ block }) => block.state);

  it('keeps two sites from declaring the same addresses, and says whose they are', async () => {
    await expect(saveFact(world.as('engineer'), site('dc-z', '172.16.4.0/22'))).rejects.toMatchObject({
      code: 'conflict',
      reason: 'ledger-overlap',
      params: { prefix: '172.16.4.0/22', other: '172.16.0.0/16', owner: 'dc-a' },
    });
    await expect(
      saveFact(world.as('engineer'), site('dc-z', '10.60.0.0/16', { hostPrefixes: ['10.60.0.0/16', '10.60.1.0/24'] })),
    ).resolves.toEqual({ version: 1 });
  });

  it('offers room in what is there, and says what stands in the way of a block in mind', async () => {
    const room = await findRoom(world.as('viewer'), { role: 'host', length: 16, prefix: parsePrefix('172.16.0.0/24') });
    expect(room).toMatchObject({ within: '10.0.0.0/8', next: expect.stringMatching(/^10\..*\/16$/) as string });
    expect(room.sites).toContain('dc-a');
    expect(room.problems).toMatchObject([{ code: 'block-taken', params: { other: '172.16.0.0/16', owner: 'dc-a' } }]);
  });

  it('shows one block by its id, and says when it is gone', async () => {
    const [line] = (await listBlocks(world.as('viewer'), { text: '172.16.0.0/16' })).lines;
    expect(await readBlock(world.as('viewer'), { id: line?.block.id ?? '' })).toMatchObject({
      row: { block: { prefix: '172.16.0.0/16' } },
    });
    await expect(readBlock(world.as('viewer'), { id: 'nobody' })).rejects.toMatchObject({ reason: 'block-not-found' });
    await expect(listBlocks(world.anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('says so in the dry run of a file, at the line, for every block at once', async () => {
    const text = `metadata: { name: x }
sites:
  - { key: dc-new, kind: data-centre, hostPrefixes: [172.16.0.0/24] }
  - { key: dc-newer, kind: data-centre, hostPrefixes: [172.29.0.0/24] }
  - { key: dc-newest, kind: data-centre, hostPrefixes: [172.29.0.0/25] }
`;
    expect(await previewImport(world.as('engineer'), { text })).toMatchObject({
      kind: 'refused',
      errors: [
        { line: 3, code: 'block-taken', params: { owner: 'dc-a' } },
        { line: 5, code: 'block-taken', params: { owner: 'dc-newer' } },
      ],
    });
    await expect(importEstate(world.as('engineer'), { text })).rejects.toMatchObject({ reason: 'ledger-overlap' });
  });

  it('keeps a block for who reserved it until it is released', async () => {
    const { id } = await reserve('172.25.0.0/16');
    expect(await states('172.25.0.0/16')).toEqual(['reserved']);
    await expect(reserve('172.25.8.0/24')).rejects.toMatchObject({
      reason: 'block-refused',
      problems: [{ path: ['prefix'], code: 'block-reserved', params: { owner: 'new hall' } }],
    });
    await expect(saveFact(world.as('admin'), site('dc-y', '172.25.0.0/20'))).rejects.toMatchObject({
      reason: 'ledger-overlap-reserved',
    });
    expect(await releaseBlock(world.as('engineer'), { id })).toEqual({ released: true });
    await expect(releaseBlock(world.as('engineer'), { id })).rejects.toMatchObject({ reason: 'reservation-not-found' });
    expect(await states('172.25.0.0/16')).toEqual([]);
    const block = { routingDomain: 'default', prefix: '172.25.0.0/16' };
    expect(await blockHistory(world.as('viewer'), { block })).toMatchObject({
      events: [{ state: 'reserved', note: 'new hall', releasedBy: 'engineer' }],
      older: false,
    });
  });

  it('ends a reservation when its site declares the block, and when its time is over', async () => {
    await saveFact(world.as('engineer'), site('dc-v', '10.70.0.0/16'));
    await reserve('10.70.1.0/24', { role: 'lan', site: 'dc-v' });
    const lans = [{ key: 'dc-v/a', prefix: '10.70.1.0/24' }];
    await saveFact(world.as('admin'), { ...site('dc-v', '10.70.0.0/16', { lans }), version: 1 });
    expect(await states('10.70.1.0/24')).toEqual(['declared']);
    await reserve('10.71.0.0/16', { expiresAt: new Date(world.now().getTime() + 60_000).toISOString() });
    world.travel(120_000);
    expect(await states('10.71.0.0/16')).toEqual([]);
    await expect(reserve('10.71.0.0/16')).resolves.toMatchObject({ id: expect.any(String) as string });
  });

  it('shows what was declared and reserved at a past moment, and what had happened up to then', async () => {
    const before = world.now().toISOString();
    world.travel(60_000);
    await saveFact(world.as('engineer'), site('dc-past', '10.120.0.0/16'));
    const expiresAt = new Date(world.now().getTime() + 120_000).toISOString();
    await reserve('10.121.0.0/16', { note: 'for a while', expiresAt });
    const released = await reserve('10.122.0.0/16');
    const then = world.now().toISOString();
    world.travel(60_000);
    await releaseBlock(world.as('engineer'), released);
    const { version } = (await readFact(world.as('admin'), { section: 'sites', key: 'dc-past' })).declared ?? {};
    await retireFacts(world.as('admin'), { facts: [{ section: 'sites', key: 'dc-past', version: version ?? 0 }] });
    world.travel(120_000);

    const viewer = world.as('viewer');
    const blocks = async (at?: string) => {
      const { lines } = await listBlocks(viewer, { text: '10.120.0.0/14', ...(at ? { at } : {}) });
      return lines.map(({ block }) => `${block.prefix} ${block.state}`);
    };
    expect(await blocks(before)).toEqual([]);
    expect(await blocks(then)).toEqual(['10.120.0.0/16 declared', '10.121.0.0/16 reserved', '10.122.0.0/16 reserved']);
    expect(await blocks()).toEqual([]);
    expect((await readLedger(viewer, { at: then })).all - (await readLedger(viewer, { at: before })).all).toBe(3);
    await expect(readBlock(viewer, { ...released, at: then })).resolves.toMatchObject({ row: { block: released } });
    await expect(readBlock(viewer, released)).rejects.toMatchObject({ code: 'not-found' });

    const told = async (more: object) => {
      const { events } = await blockHistory(viewer, {
        block: { routingDomain: 'default', prefix: '10.120.0.0/14' },
        ...more,
      });
      return events.map(({ prefix, releasedAt, releasedBy }) => [prefix, releasedAt !== null, releasedBy]);
    };
    expect(await told({ at: before })).toEqual([]);
    expect(await told({ at: then })).toEqual([
      ['10.120.0.0/16', false, null],
      ['10.121.0.0/16', false, null],
      ['10.122.0.0/16', false, null],
    ]);
    expect(await told({})).toEqual([
      ['10.121.0.0/16', true, null],
      ['10.120.0.0/16', true, 'admin'],
      ['10.122.0.0/16', true, 'engineer'],
    ]);
    const everywhere = await blockHistory(viewer, {});
    expect(everywhere.events.map(({ prefix }) => prefix)).toContain('10.121.0.0/16');

    // The site as it was is read only, whoever asks.
    const fact = { section: 'sites', key: 'dc-past' } as const;
    expect((await readFact(world.as('admin'), fact)).declared).toBeNull();
    expect((await readFact(world.as('admin'), { ...fact, at: then })).declared).toMatchObject({
      attributes: { hostPrefixes: ['10.120.0.0/16'] },
      editable: false,
    });
    const listed = async (at?: string) => (await listFacts(viewer, { ...(at ? { at } : {}) })).map(({ key }) => key);
    expect([await listed(before), await listed(then), await listed()].map((keys) => keys.includes('dc-past'))).toEqual([
      false,
      true,
      false,
    ]);
    const table = async (at?: string) => (await exportCsv(viewer, { kind: 'sites', ...(at ? { at } : {}) })).text;
    expect(await table(then)).toContain('dc-past');
    expect(await table()).not.toContain('dc-past');
    const searched = async (at?: string) => {
      const groups = await searchEverything(viewer, { text: '10.120.0.9', ...(at ? { at } : {}) });
      return groups.flatMap(({ hits }) => hits.map(({ key }) => key));
    };
    expect(await searched(then)).toContain('dc-past');
    expect(await searched(before)).not.toContain('dc-past');
    const search = (at: string) => searchEverything(viewer, { text: 'for a while', at });
    expect([(await search(then)).length, (await search(world.now().toISOString())).length]).toEqual([1, 0]);
    const { rows } = await listDifferences(viewer, { from: before, to: then, kind: 'reservation' });
    expect(rows).toMatchObject([
      { key: 'default|10.121.0.0/16', difference: 'added', source: null, by: 'engineer' },
      { key: 'default|10.122.0.0/16', difference: 'added' },
    ]);
  });

  it('refuses what must not be planned with, and names each reason', async () => {
    const past = new Date(world.now().getTime() - 1).toISOString();
    await expect(reserve('198.51.100.0/24', { expiresAt: past })).rejects.toMatchObject({
      problems: [{ code: 'not-private' }, { path: ['expiresAt'], code: 'in-the-past' }],
    });
    await expect(reserve('100.64.0.0/16')).rejects.toMatchObject({ problems: [{ code: 'cloud-services' }] });
    await expect(reserve('10.1.0.0/33')).rejects.toMatchObject({ reason: 'invalid-input' });
    await expect(reserve('10.90.0.0/16', { site: 'nowhere' })).rejects.toMatchObject({ reason: 'site-not-found' });
    await expect(
      reserveBlock(world.as('viewer'), { role: 'host', prefix: '10.90.0.0/16', note: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lets one of two have a block that both reserve in the same moment', async () => {
    const both = await Promise.allSettled([reserve('10.95.0.0/16'), reserve('10.95.0.0/16', { note: 'other hall' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((each) => each.status === 'rejected');
    expect((lost as PromiseRejectedResult).reason).toMatchObject({ code: 'conflict' });
  });
});
